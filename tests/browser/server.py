"""The real server in a process of its own, on the database of the tests."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 90
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser_path() -> str | None:
    """The machine's own Chromium, or None for the one that Playwright brought."""
    return os.environ.get("CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def database_url() -> str:
    """The address of the database the tests use now."""
    now = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{now['NAME']}"
    who = f"{quote(now['USER'] or '')}:{quote(now['PASSWORD'] or '')}"
    return f"postgres://{who}@{now['HOST']}:{now['PORT'] or 5432}/{now['NAME']}"


class Server:
    """`manage.py serve` with the browser tests' settings; what it says is shown where it does not start."""

    def __init__(self, *options: str, **environment: str) -> None:
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.options = options or ("--without-worker", "--without-demo")
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
            "DATABASE_URL": database_url(),
            "STATE_DIR": str(settings.STATE_DIR),
            "SITE_URL": self.address,
            **environment,
        }
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the server
        self.process: subprocess.Popen | None = None

    def start(self) -> str:
        """Start and wait until it answers; the address."""
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port), *self.options]
        with (Path(settings.STATE_DIR) / "server.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two workers never collect static files at once
            return self._start(command)

    def _start(self, command: list[str]) -> str:
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=self.said, stderr=self.said)
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"The server did not start:\n{self.log()}")
            time.sleep(0.05)
        return self.address

    def answers(self) -> bool:
        """Whether /healthz is well."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=10) as answer:
                return answer.status == 200
        except (OSError, urllib.error.URLError):
            return False

    def log(self) -> str:
        """What the server printed so far."""
        self.said.seek(0)
        return self.said.read().decode(errors="replace")[-5000:]

    def hears(self, words: str) -> bool:
        """Whether it says these words within ten seconds."""
        deadline = time.monotonic() + 10
        while words not in self.log() and time.monotonic() < deadline:
            time.sleep(0.05)
        return words in self.log()

    def stop(self) -> None:
        """Ctrl-C, and the end of the process after ten seconds in any case."""
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
