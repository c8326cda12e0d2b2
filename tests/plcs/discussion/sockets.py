"""A WebSocket to the portal's ASGI application, in this process."""

import json
from typing import Any

from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.test import Client

from portal.asgi import application
from tests.cast import BACKEND

OPENED, CLOSED = "websocket.accept", "websocket.close"
ORIGIN = b"http://localhost"


def cookies_of(person: Any) -> bytes:
    """The cookies of a person who has just signed in."""
    browser = Client()
    browser.force_login(person, backend=BACKEND)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items()).encode()


class Socket(ApplicationCommunicator):
    """One WebSocket."""

    def __init__(self, address: str, cookie: bytes, origin: bytes | None = ORIGIN) -> None:
        path, _, query = address.partition("?")
        headers = [(b"host", b"localhost"), (b"cookie", cookie)] + ([(b"origin", origin)] if origin else [])
        scope = {"type": "websocket", "path": path, "query_string": query.encode(), "headers": headers}
        super().__init__(application, {**scope, "subprotocols": []})

    async def connect(self) -> bool:
        """Whether the server lets the socket in."""
        await self.send_input({"type": "websocket.connect"})
        event = await self.receive_output(5)
        return event["type"] == OPENED

    async def say(self, words: str) -> None:
        """Send a frame."""
        await self.send_input({"type": "websocket.receive", "text": words})

    async def heard(self, kind: str, timeout: float = 3) -> dict[str, Any]:
        """The next announcement of a kind; others are passed over."""
        while True:
            event = await self.receive_output(timeout)
            assert event["type"] == "websocket.send", event
            told: dict[str, Any] = json.loads(event["text"])
            if told["type"] == kind:
                return told

    async def closed_with(self, timeout: float = 4) -> int:
        """How the server closes the socket; what it says before is passed over."""
        while True:
            event = await self.receive_output(timeout)
            if event["type"] == CLOSED:
                return int(event["code"])

    async def hang_up(self) -> None:
        """The page is closed."""
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(2)


async def opened(address: str, person: Any) -> Socket:
    """A socket of a person that the server has let in."""
    socket = Socket(address, await sync_to_async(cookies_of)(person))
    assert await socket.connect()
    return socket


async def refused(address: str, cookie: bytes, origin: bytes | None = ORIGIN) -> bool:
    """Whether the server refuses the handshake."""
    return not await Socket(address, cookie, origin).connect()
