"""The open sockets of a PLC in this process: who may go on hearing, who is here, and whether the live layer answers.

Who may hear is asked of the database, for all sockets of the room at once, whenever something is to be told and the
last answer is a second old. So it does not matter by which way a right was lost: a place or an office that ended, a
seat, a role, a session, a password, an account, the PLC itself. Nobody hears anything two seconds later.

A room hears the live layer once for all its sockets, and passes on what it hears itself: a socket that heard the layer
for itself would cost a copy of each message, and each who comes would cost one for each who is here.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.contrib.sessions.models import Session
from django.utils import timezone

from plcs.discussion.live import room_of
from plcs.workgroups.models import STAFF, Place, Workgroup
from plcs.workgroups.states import WorkgroupState
from portal.accounts.models import User
from portal.core.references import new_reference

log = logging.getLogger("portal.live")
FRESH_SECONDS = 1.0
BEAT_SECONDS = 10.0
ECHO_SECONDS = 3.0
FORGOTTEN_SECONDS = 25.0
GATHERED_SECONDS = 0.25
SLOWEST_SECONDS = 1.0
PROCESS = new_reference()
MOST_SOCKETS = 10


@dataclass(frozen=True)
class Pass:
    """What a socket came in with: its session, its person, and the person's password as it was stored then."""

    session: str
    person: int
    password: str


def still_in(workgroup: int, passes: Iterable[Pass]) -> set[Pass]:
    """Those that may go on hearing; four queries for any number."""
    passes = list(passes)
    if not Workgroup.objects.filter(pk=workgroup, state=WorkgroupState.OPEN).exists():
        return set()
    people = {each.person for each in passes}
    keys = Session.objects.filter(session_key__in={each.session for each in passes}, expire_date__gt=timezone.now())
    sessions = set(keys.values_list("session_key", flat=True))
    known = dict(User.objects.filter(pk__in=people, is_active=True).values_list("pk", "password"))
    places = Place.objects.in_force().filter(workgroup=workgroup, user__in=people)
    inside = set(places.values_list("user_id", flat=True))
    inside |= set(User.objects.holding(*STAFF).filter(pk__in=people).values_list("pk", flat=True))
    return {
        each
        for each in passes
        if each.session in sessions and each.person in inside and known.get(each.person) == each.password
    }


@dataclass
class Room:
    """One PLC's sockets here, each with its pass and the thread it shows (0 for none)."""

    workgroup: int
    sockets: dict[Any, tuple[Pass, int]] = field(default_factory=dict)
    told_of: dict[Any, int] = field(default_factory=dict)
    allowed: set[Pass] = field(default_factory=set)
    asked_at: float = 0.0
    elsewhere: dict[str, tuple[float, dict[int, list[int]]]] = field(default_factory=dict)
    echo: asyncio.Event = field(default_factory=asyncio.Event)
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)
    joining: asyncio.Lock = field(default_factory=asyncio.Lock)
    is_paused: bool = False
    listening: asyncio.Task[None] | None = None
    beating: asyncio.Task[None] | None = None
    saying: asyncio.Task[None] | None = None
    closing: set[asyncio.Task[None]] = field(default_factory=set)

    async def enter(self, socket: Any, given: Pass, thread: int) -> None:
        """A socket has been let in; the first one makes the room hear the live layer."""
        self.sockets[socket] = (given, thread)
        self.allowed.add(given)
        await self._join()
        if self.sockets and self.beating is None:
            self.beating = asyncio.create_task(self._beat())

    def leave(self, socket: Any) -> None:
        """A socket is gone; the last one takes the room with it."""
        self._forget(socket)
        if not self.sockets:
            for task in (self.beating, self.listening):
                if task is not None:
                    task.cancel()
            self.beating = self.listening = None

    def _forget(self, socket: Any) -> None:
        self.sockets.pop(socket, None)
        self.told_of.pop(socket, None)

    # Hearing and passing on ----------------------------------------------------------------

    async def _join(self) -> None:
        async with self.joining:
            if self.sockets and (self.listening is None or self.listening.done()):
                layer = get_channel_layer()
                channel = await layer.new_channel()
                await layer.group_add(room_of(self.workgroup), channel)
                self.listening = asyncio.create_task(self._listen(channel))

    async def _listen(self, channel: str) -> None:
        """Take what the live layer brings, one after the other, until the room is empty."""
        layer = get_channel_layer()
        try:
            while True:
                event = await layer.receive(channel)
                try:
                    await self._take(event)
                except Exception:  # what cannot be told now is asked for by the pages later; the room goes on hearing
                    log.exception("What the live layer brought could not be told.")
        finally:
            with suppress(Exception):
                await layer.group_discard(room_of(self.workgroup), channel)

    async def _take(self, event: dict[str, Any]) -> None:
        if event["type"] == "soon":
            await self.ask()
        elif event["type"] == "news":
            await self._pass_on(event)
        else:
            await self._hear(event)

    async def _pass_on(self, event: dict[str, Any]) -> None:
        """A thread has changed: all who may hear are told."""
        told = {name: event[name] for name in ("type", "thread", "number", "changes")}
        await self._tell(dict.fromkeys(self.sockets, told))

    async def _hear(self, event: dict[str, Any]) -> None:
        """A process says who looks at what; those are told for whom the number of others is another now."""
        self.hear(event["process"], event["threads"])
        others = self.others()
        changed = {socket: number for socket, number in others.items() if self.told_of.get(socket) != number}
        self.told_of |= changed
        await self._tell({socket: {"type": "presence", "others": number} for socket, number in changed.items()})

    async def _tell(self, words: dict[Any, dict[str, Any]]) -> None:
        """Tell each socket its words, or turn it out where it may not hear any more. No page holds up the others."""
        if not words:
            return
        await self.ask()
        ways = [
            self._reach(each, each.tell(told) if self.admits(each) else each.turn_out()) for each, told in words.items()
        ]
        tasks = {asyncio.create_task(way): each for way, each in zip(ways, words, strict=True)}
        _, slow = await asyncio.wait(tasks, timeout=SLOWEST_SECONDS)
        for task in slow:
            task.cancel()
            self._drop(tasks[task])

    def _drop(self, socket: Any) -> None:
        """A page that takes nothing more is closed, so that it comes again and asks; nobody waits for that."""
        self._forget(socket)
        closing = asyncio.create_task(self._reach(socket, socket.drop()))
        self.closing.add(closing)
        closing.add_done_callback(self.closing.discard)

    async def ask(self) -> None:
        """Ask the database who may still hear, where the last answer is not fresh.

        Who was let in while it was asked is not in the answer, and was looked at just now.
        """
        async with self.asking:
            if time.monotonic() - self.asked_at < FRESH_SECONDS:
                return
            passes, started = self._passes(), time.monotonic()
            found = await database_sync_to_async(still_in)(self.workgroup, passes)
            self.allowed = found | (self._passes() - passes)
            self.asked_at = started

    def _passes(self) -> set[Pass]:
        return {given for given, _ in self.sockets.values()}

    def admits(self, socket: Any) -> bool:
        """Whether a socket may hear what is to be told now, by the last answer."""
        return socket in self.sockets and self.sockets[socket][0] in self.allowed

    # Who is here ---------------------------------------------------------------------------

    def here(self) -> dict[int, list[int]]:
        """The people of this process by the thread that they look at."""
        found: dict[int, set[int]] = {}
        for given, thread in self.sockets.values():
            if thread and given in self.allowed:
                found.setdefault(thread, set()).add(given.person)
        return {thread: sorted(people) for thread, people in found.items()}

    def hear(self, process: str, threads: dict[str, list[int]]) -> None:
        """A process says who looks at what; hearing oneself means that the live layer answers."""
        self.elsewhere[process] = (time.monotonic(), {int(thread): people for thread, people in threads.items()})
        if process == PROCESS:
            self.echo.set()

    def others(self) -> dict[Any, int]:
        """For each socket how many people besides its own look at its thread, anywhere."""
        until, people = time.monotonic() - FORGOTTEN_SECONDS, dict[int, set[int]]()
        for at, threads in self.elsewhere.values():
            for thread, found in threads.items() if at > until else ():
                people.setdefault(thread, set()).update(found)
        there = [(socket, given.person, people.get(thread, set())) for socket, (given, thread) in self.sockets.items()]
        return {socket: len(found) - (person in found) for socket, person, found in there}

    def say_who_is_here(self) -> None:
        """Somebody came or went: told soon, once for all who come and go meanwhile."""
        if self.saying is None or self.saying.done():
            self.saying = asyncio.create_task(self._say_soon())

    async def _say_soon(self) -> None:
        await asyncio.sleep(GATHERED_SECONDS)
        if self.sockets:
            with suppress(Exception):  # the beat finds out where the live layer is away
                await self.tell_presence()

    async def tell_presence(self) -> None:
        """Say to all processes who looks at what here."""
        threads = {str(thread): people for thread, people in self.here().items()}
        told = {"type": "presence", "process": PROCESS, "threads": threads}
        await get_channel_layer().group_send(room_of(self.workgroup), told)

    async def _beat(self) -> None:
        """Now and then: who is here, who may go on, does the live layer answer?"""
        while True:
            await self._set_paused(not await self._answers())
            await self.ask()
            for socket in [*self.sockets]:
                if not self.admits(socket):
                    await self._reach(socket, socket.turn_out())
            await asyncio.sleep(BEAT_SECONDS)

    async def _reach(self, socket: Any, telling: Coroutine[Any, Any, None]) -> None:
        """Tell a socket something; one that is dead is forgotten, and the others are told nevertheless."""
        try:
            await telling
        except Exception:
            self._forget(socket)

    async def _answers(self) -> bool:
        self.echo.clear()
        try:
            await asyncio.wait_for(self._join(), ECHO_SECONDS)
            await asyncio.wait_for(self.tell_presence(), ECHO_SECONDS)
            await asyncio.wait_for(self.echo.wait(), ECHO_SECONDS)
        except Exception:
            return False
        return True

    async def _set_paused(self, is_paused: bool) -> None:
        if is_paused == self.is_paused:
            return
        self.is_paused = is_paused
        for socket in [*self.sockets]:
            await self._reach(socket, socket.tell({"type": "paused" if is_paused else "live"}))


_rooms: dict[tuple[int, int], Room] = {}
_open: Counter[int] = Counter()


def room(workgroup: int) -> Room:
    """The room of a PLC in this process and event loop."""
    key = (id(asyncio.get_running_loop()), workgroup)
    return _rooms.setdefault(key, Room(workgroup))


def take_socket(person: int) -> bool:
    """Count one more socket of a person; False where the person has too many."""
    if _open[person] >= MOST_SOCKETS:
        return False
    _open[person] += 1
    return True


def give_socket_back(person: int) -> None:
    """One less."""
    _open[person] -= 1
    if _open[person] <= 0:
        del _open[person]
