"""The socket of a PLC's page. It announces that something changed; what changed is asked for over HTTP."""

import json
import logging
import time
from collections import deque
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from allauth.usersessions.models import UserSession
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from redis.exceptions import RedisError

from plcs.discussion.rooms import Pass, Room, give_socket_back, room, take_socket
from plcs.workgroups.models import Workgroup
from plcs.workgroups.states import WorkgroupState
from portal.accounts.middleware import VIEWING_AS, lacks_second_factor, reason_to_end

log = logging.getLogger("portal.live")
TURNED_OUT, TOO_MANY, COME_AGAIN = 4403, 4408, 1013
LARGEST_FRAME = 64 * 1024
MOST_FRAMES, IN_SECONDS = 20, 10.0


class WorkgroupConsumer(AsyncWebsocketConsumer):
    """One open page of a PLC."""

    room: Room | None = None
    given: Pass | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Where the live layer is away the page is refused its socket; it asks again later, and works without."""
        try:
            await super().__call__(scope, receive, send)
        except (RedisError, OSError) as away:
            log.warning("The live layer is away: %s", away)
            with suppress(RuntimeError):  # the page has gone meanwhile
                await send({"type": "websocket.close", "code": COME_AGAIN})
        finally:
            self._give_back()

    def _give_back(self) -> None:
        """Whichever way the socket ended, it is counted no longer."""
        given, self.given = self.given, None
        if given is not None:
            give_socket_back(given.person)
            if self.room is not None:
                self.room.leave(self)

    async def connect(self) -> None:
        """Let in who may enter the PLC now, with a session that a page would be answered with."""
        self.frames: deque[float] = deque(maxlen=MOST_FRAMES)
        user = self.scope["user"]
        found = await database_sync_to_async(self._let_in)() if user.is_authenticated else None
        if found is None or not take_socket(user.pk):
            await self.close()
            return
        workgroup, given = found
        self.given = given
        await self.accept()
        self.room = room(workgroup)
        await self.room.enter(self, given, self._thread())
        await self.tell({"type": "paused" if self.room.is_paused else "live"})
        self.room.say_who_is_here()

    def _let_in(self) -> tuple[int, Pass] | None:
        user, session = self.scope["user"], self.scope["session"]
        known = UserSession.objects.filter(session_key=session.session_key, user=user).first()
        if session.get(VIEWING_AS) or lacks_second_factor(user) or (known and reason_to_end(known, user)):
            return None
        found = Workgroup.objects.entered_by(user).filter(state=WorkgroupState.OPEN)
        workgroup = found.filter(pathway__slug=self.scope["url_route"]["kwargs"]["slug"]).values_list("pk", flat=True)
        number = workgroup.first()
        return (number, Pass(session.session_key, user.pk, user.password)) if number else None

    def _thread(self) -> int:
        asked = parse_qs(self.scope.get("query_string", b"").decode("ascii", "ignore")).get("thread", [""])[0]
        return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 15 else 0

    async def disconnect(self, code: int) -> None:
        """The page is closed, or the line was lost."""
        if self.given is None:
            return
        self._give_back()
        if self.room is not None:
            self.room.say_who_is_here()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Nothing is written by the socket: what comes is counted, and too much or too large closes it."""
        now, size = time.monotonic(), len((text_data or "").encode()) + len(bytes_data or b"")
        self.frames.append(now)
        is_flood = len(self.frames) == MOST_FRAMES and now - self.frames[0] < IN_SECONDS
        if size > LARGEST_FRAME or is_flood:
            await self.close(TOO_MANY)

    async def tell(self, told: dict[str, Any]) -> None:
        """Send something to the page; one that has gone meanwhile hears nothing, and its disconnect comes next."""
        with suppress(OSError, RuntimeError):
            await self.send(text_data=json.dumps(told))

    async def turn_out(self) -> None:
        """The person may not hear any more."""
        await self.close(TURNED_OUT)

    async def drop(self) -> None:
        """The page takes nothing more; where it lives it opens a new socket and asks for what it missed."""
        await self.close(COME_AGAIN)
