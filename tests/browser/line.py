"""A line to a server that can be cut and mended: what stands between the portal and its Redis in a test."""

import asyncio
import threading
from contextlib import suppress

from tests.browser.server import free_port


class Line:
    """Passes bytes on from a port of its own to another, until it is cut."""

    def __init__(self, host: str, port: int) -> None:
        self.target, self.port = (host, port), free_port()
        self.loop = asyncio.new_event_loop()
        self.open: set[asyncio.StreamWriter] = set()
        self.listening: asyncio.Server | None = None
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.mend()

    def mend(self) -> None:
        """Listen, and pass on."""
        asyncio.run_coroutine_threadsafe(self._listen(), self.loop).result(10)

    def cut(self) -> None:
        """Nobody is listened to, and every connection ends."""
        asyncio.run_coroutine_threadsafe(self._cut(), self.loop).result(10)

    async def _listen(self) -> None:
        self.listening = await asyncio.start_server(self._pass_on, "127.0.0.1", self.port)

    async def _cut(self) -> None:
        if self.listening is not None:
            self.listening.close()
        for writer in [*self.open]:
            writer.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, far = await asyncio.open_connection(*self.target)
        self.open |= {writer, far}
        await asyncio.gather(self._copy(reader, far), self._copy(there, writer))
        self.open -= {writer, far}

    async def _copy(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(65_536):
                sink.write(data)
                await sink.drain()
        sink.close()
