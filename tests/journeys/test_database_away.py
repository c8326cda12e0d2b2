"""The database goes away under the running server, and comes back: calm pages meanwhile, no restart afterwards."""

import os
import signal
import socket
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any, Protocol

import pytest
from django.db import connection
from django.test import Client

from tests.browser.server import database_url
from tests.journeys.nursery_of import Nursery

pytestmark = pytest.mark.django_db(transaction=True)
RECOVERY_SECONDS = 10


class Switch(Protocol):
    """A database that can be taken away and brought back."""

    url: str

    def off(self) -> None: ...

    def on(self) -> None: ...


class ProxiedPostgres:
    """PostgreSQL behind a small TCP proxy that hangs up on everybody while it is off."""

    def __init__(self) -> None:
        now = connection.settings_dict
        self.behind = (now["HOST"] or "127.0.0.1", int(now["PORT"] or 5432))
        self.listening = socket.create_server(("127.0.0.1", 0))
        port = self.listening.getsockname()[1]
        self.url = database_url().replace(f"@{self.behind[0]}:{self.behind[1]}/", f"@127.0.0.1:{port}/")
        self.open: list[socket.socket] = []
        self.is_on = True
        threading.Thread(target=self._listen, daemon=True).start()

    def off(self) -> None:
        self.is_on = False
        for end in self.open:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def on(self) -> None:
        self.is_on = True

    def _listen(self) -> None:
        while True:
            near, _ = self.listening.accept()
            if not self.is_on:
                near.close()
                continue
            far = socket.create_connection(self.behind)
            self.open += [near, far]
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while part := source.recv(65_536):
                target.sendall(part)
        except OSError:
            pass
        for end in (source, target):
            end.close()


class MovedSqlite:
    """A copy of the SQLite file that is moved aside, with a folder in its place."""

    def __init__(self, folder: Path) -> None:
        self.path, self.aside = folder / "portal.sqlite3", folder / "aside.sqlite3"
        with sqlite3.connect(connection.settings_dict["NAME"]) as source, sqlite3.connect(self.path) as copy:
            source.backup(copy)
        copy.close()
        source.close()
        self.url = f"sqlite:///{self.path}"

    def off(self) -> None:
        for ending in ("-wal", "-shm"):
            Path(f"{self.path}{ending}").unlink(missing_ok=True)
        self.path.rename(self.aside)
        self.path.mkdir()

    def on(self) -> None:
        self.path.rmdir()
        self.aside.rename(self.path)


@pytest.fixture
def switch(tmp_path: Path, db: Any) -> Switch:
    return ProxiedPostgres() if connection.vendor == "postgresql" else MovedSqlite(tmp_path)


@pytest.fixture
def cookies(lead: Any, client_for: Any) -> str:
    """Of somebody who is signed in."""
    client: Client = client_for(lead)
    return f"sessionid={client.cookies['sessionid'].value}"


def test_server_answers_503_while_the_database_is_away_and_recovers(cookies: str, switch: Switch) -> None:
    running = Nursery(switch.url)
    running.start()
    try:
        assert running.ask("GET", "/start/", cookies=cookies)[0] == 200
        switch.off()
        for path in ("/start/", "/", "/districts/", "/accounts/login/", "/readyz"):
            began = time.monotonic()
            assert running.ask("GET", path, cookies=cookies)[0] == 503, path
            assert time.monotonic() - began < 4, path
        assert running.ask("GET", "/healthz")[0] == 200
        switch.on()
        deadline = time.monotonic() + RECOVERY_SECONDS
        while running.ask("GET", "/start/", cookies=cookies)[0] != 200:
            assert time.monotonic() < deadline, "still away"
            time.sleep(0.2)
        assert running.ask("GET", "/readyz")[0] == 200
    finally:
        os.kill(running.child, signal.SIGKILL)
        running.close()
