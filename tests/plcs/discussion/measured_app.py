"""The portal with a bare Channels broadcast beside it in one process, served for `measure_live.py`.

    python -m tests.plcs.discussion.measured_app PORT

Nothing of the portal is imported before `portal.asgi`, which loads the apps: models cannot be imported earlier.
"""

import json
import sys
import time
from typing import Any

import uvicorn
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer

from portal.asgi import application as portal
from portal.core.management.commands.serve import server_options

NEWS = {"type": "news", "thread": 1, "number": 1, "changes": 1}
sent = [0.0]


class Bare(AsyncWebsocketConsumer):
    """A socket that passes on what its group hears, and asks nothing."""

    async def connect(self) -> None:
        """Let everybody in."""
        await self.channel_layer.group_add("bare", self.channel_name)
        await self.accept()

    async def news(self, event: dict[str, Any]) -> None:
        """Pass it on."""
        await self.send(text_data=json.dumps(event))


def note_sending() -> None:
    """Note the moment at which news go to the live layer, the portal's as the bare ones."""
    layer = get_channel_layer()
    group_send = layer.group_send

    async def noted(group: str, message: dict[str, Any]) -> None:
        if message["type"] == "news":
            sent[0] = time.monotonic()
        await group_send(group, message)

    layer.group_send = noted


async def application(scope: Any, receive: Any, send: Any) -> None:
    """`/bare/send` broadcasts, `/bare/sent` tells when the last news were sent; all else is the portal."""
    if not scope["path"].startswith("/bare/"):
        await portal(scope, receive, send)
    elif scope["type"] == "websocket":
        await bare(scope, receive, send)
    else:
        if scope["path"] == "/bare/send":
            await get_channel_layer().group_send("bare", NEWS)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(sent[0]).encode()})


bare = Bare.as_asgi()

if __name__ == "__main__":
    note_sending()
    uvicorn.run(application, port=int(sys.argv[1]), **server_options())
