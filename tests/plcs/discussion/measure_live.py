"""From a post to fifty readers, beside a bare Channels broadcast in the same process and run; memory for each socket.

    REDIS_URL=redis://127.0.0.1:6379/0 python -m tests.plcs.discussion.measure_live

Not part of the suite. It makes a portal of its own in a temporary folder (SQLite; another empty database by
DATABASE_URL), with the portal's own settings, and measures with the live layer in memory, then on Redis where REDIS_URL
is set. Fifty people hold a socket each to a PLC and one each to the bare broadcast. In each round the bare broadcast is
sent, and a post is made by the form while readers only listen; then there are posts whose readers ask for the words and
note that they have read, as pages do. Rounds are more than a second apart, so that each post finds the room's last
answer of the database stale: the worst case. Clocks are of one machine. In milliseconds.
"""

import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

# ruff: noqa: T201
READERS, ROUNDS, PAUSE, SOCKETS, EACH = 50, 20, 1.1, 1_000, 10
TOKEN = "a" * 32  # the same in the cookie and in the form
NEWS = '"type": "news"'
BARE, LISTENING, ASKING = "bare: sent to heard", "portal, readers listen", "portal, readers ask"


@dataclass
class World:
    """Who takes part, and where: a cookie for each reader, the writer's, and the addresses."""

    cookies: list[str]
    writer: str
    thread: str
    socket: str


@dataclass
class Figures:
    """Delays in milliseconds by what was measured."""

    found: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, since: float, times: list[float]) -> None:
        self.found.setdefault(name, []).extend(1000 * (each - since) for each in times)

    def p95(self, name: str) -> float:
        return statistics.quantiles(self.found[name], n=20)[-1]

    def tell(self) -> None:
        for name, delays in self.found.items():
            print(f"  {name:55} n {len(delays):5}  p50 {statistics.median(delays):7.1f}  p95 {self.p95(name):7.1f}")


def prepare() -> World:
    """An empty portal with a PLC, a thread, and a hundred people who are signed in."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from plcs.discussion.services import start_thread
    from portal.core.static_files import collect_if_changed
    from portal.districts.models import District
    from tests.cast import BACKEND, office_holder
    from tests.factories.plcs import placed, workgroup_of

    call_command("migrate", interactive=False, verbosity=0)
    collect_if_changed()
    district = District.objects.create(leaid="2899001", name="Sample District A")
    workgroup = workgroup_of(district)
    cookies = []
    for number in range(SOCKETS // EACH + 1):
        person = office_holder(district, "principal", f"Principal {number}")
        placed(workgroup, person)
        browser = Client()
        browser.force_login(person, backend=BACKEND)
        named = [f"{name}={morsel.value}" for name, morsel in browser.cookies.items()]
        cookies.append("; ".join([*named, f"csrftoken={TOKEN}"]))
    thread = start_thread(workgroup, title="Sample thread", text="Sample words.", actor=person)
    socket = f"/ws/plcs/{workgroup.slug}/?thread={thread.pk}"
    return World(cookies[:-1], cookies[-1], thread.get_absolute_url(), socket)


class Reader:
    """An open page: its socket to the PLC, one to the bare broadcast, and what it asks over HTTP."""

    def __init__(self, portal: "Portal", cookie: str) -> None:
        self.portal, self.cookie, self.seen = portal, cookie, 0
        self.asks = False
        self.heard: asyncio.Queue[float] = asyncio.Queue()
        self.read: asyncio.Queue[float] = asyncio.Queue()
        self.noted: asyncio.Queue[float] = asyncio.Queue()
        self.sockets: list[aiohttp.ClientWebSocketResponse] = []
        self.listening: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        for path in (self.portal.world.socket, "/bare/ws"):
            socket = await self.portal.connect(path, self.cookie)
            self.sockets.append(socket)
            self.listening.append(asyncio.create_task(self._listen(socket)))

    async def close(self) -> None:
        for socket in self.sockets:
            await socket.close()
        await asyncio.gather(*self.listening)

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if NEWS in str(message.data):
                self.heard.put_nowait(time.monotonic())
                if self.asks:
                    await self._ask(message.json()["changes"])

    async def _ask(self, changes: int) -> None:
        words = await self.portal.ask(f"{self.portal.world.thread}changes/?after={changes - 1}", self.cookie)
        self.read.put_nowait(time.monotonic())
        await asyncio.sleep(1 + 2 * random.random())  # as a page does
        until = words.rpartition('data-post="')[2].partition('"')[0]
        await self.portal.ask(f"{self.portal.world.thread}read/", self.cookie, {"until": until})
        self.noted.put_nowait(time.monotonic())


class Portal:
    """The server in a process of its own, and the line to it."""

    def __init__(self, world: World, port: int, redis: str) -> None:
        environment = {**os.environ, "REDIS_URL": redis}
        command = [sys.executable, "-m", "tests.plcs.discussion.measured_app", str(port)]
        self.world, self.address = world, f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(command, env=environment)
        self.client = aiohttp.ClientSession(
            cookie_jar=aiohttp.DummyCookieJar(), connector=aiohttp.TCPConnector(limit=0)
        )

    async def start(self) -> None:
        while self.process.poll() is None:
            with suppress(aiohttp.ClientError):
                await self.ask("/healthz")
                return
            await asyncio.sleep(0.1)
        raise SystemExit("The server has ended.")

    async def stop(self) -> None:
        await self.client.close()
        self.process.terminate()
        self.process.wait(20)

    @property
    def memory(self) -> int:
        """Resident memory in KB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))

    async def ask(self, path: str, cookie: str = "", data: dict[str, str] | None = None) -> str:
        headers = {"Cookie": cookie, "X-CSRFToken": TOKEN, "X-Live": "1"}
        how = self.client.get if data is None else self.client.post
        async with how(self.address + path, headers=headers, data=data, allow_redirects=False) as answer:
            assert answer.status < 400, f"{path}: {answer.status}"
            return await answer.text()

    async def connect(self, path: str, cookie: str) -> aiohttp.ClientWebSocketResponse:
        headers = {"Cookie": cookie, "Origin": self.address}
        return await self.client.ws_connect(self.address + path, headers=headers, compress=15, max_msg_size=0)


async def taken(queues: list[asyncio.Queue[float]]) -> list[float]:
    """The next moment of each; an error where one does not come."""
    return [await asyncio.wait_for(queue.get(), 30) for queue in queues]


async def measure_delivery(portal: Portal) -> None:
    """Bare and listening, in turn; then some rounds in which all readers ask."""
    readers = [Reader(portal, cookie) for cookie in portal.world.cookies[:READERS]]
    for reader in readers:
        await reader.open()
    heard, figures = [each.heard for each in readers], Figures()
    await asyncio.sleep(3)
    for _ in range(ROUNDS):
        await portal.ask("/bare/send")
        figures.add(BARE, float(await portal.ask("/bare/sent")), await taken(heard))
        await asyncio.sleep(PAUSE)
        await post(portal, heard, figures, LISTENING)
    for reader in readers:
        reader.asks = True
    for _ in range(ROUNDS // 5):
        await asyncio.sleep(PAUSE)
        sent = await post(portal, heard, figures, ASKING)
        figures.add(f"{ASKING}: announced to words there", sent, await taken([each.read for each in readers]))
        await taken([each.noted for each in readers])
    figures.tell()
    for name in (LISTENING, ASKING):
        print(
            f"  {name}: p95 is {figures.p95(f'{name}: announced to heard') / figures.p95(BARE):.2f} times the bare one"
        )
    for reader in readers:
        await reader.close()


async def post(portal: Portal, heard: list[asyncio.Queue[float]], figures: Figures, name: str) -> float:
    """A post by the form; when it was announced."""
    began = time.monotonic()
    await portal.ask(f"{portal.world.thread}reply/", portal.world.writer, {"text": "Sample answer."})
    times, sent = await taken(heard), float(await portal.ask("/bare/sent"))
    figures.add(f"{name}: announced to heard", sent, times)
    figures.add(f"{name}: form sent to heard", began, times)
    return sent


async def measure_memory(portal: Portal) -> None:
    """A thousand idle sockets: resident memory before, with them, and after."""
    before = portal.memory
    sockets = []
    for cookie in portal.world.cookies:
        sockets += [await portal.connect(portal.world.socket, cookie) for _ in range(EACH)]
    await asyncio.sleep(25)
    held, closed = portal.memory, sum(socket.closed for socket in sockets)
    each = (held - before) / len(sockets)
    print(f"  {len(sockets)} idle sockets, {closed} closed: {before} to {held} KB, {each:.0f} KB each")


async def measure(world: World, layer: str, redis: str, port: int) -> None:
    """One layer; the memory with a server that has done nothing else."""
    print(f"Live layer {layer}; load {os.getloadavg()[0]:.1f}", flush=True)
    for measuring, at in ((measure_delivery, port), (measure_memory, port + 1)):
        portal = Portal(world, at, redis)
        try:
            await portal.start()
            await measuring(portal)
        finally:
            await portal.stop()


def main() -> None:
    """Both layers, one after the other."""
    redis = os.environ.get("REDIS_URL", "")
    with tempfile.TemporaryDirectory() as folder:
        facts = {"DJANGO_SETTINGS_MODULE": "portal.settings", "DEMO": "0", "STATE_DIR": folder, "REDIS_URL": ""}
        os.environ.update(facts)
        world = prepare()
        asyncio.run(measure(world, "in memory", "", 8731))
        if redis:
            asyncio.run(measure(world, "Redis", redis, 8733))


if __name__ == "__main__":
    main()
