"""A server that can be killed and is back within a moment: the other side of `nursery`."""

import http.client
import os
import signal
import subprocess
import sys
import time

from django.conf import settings

from tests.browser.server import ROOT


class Nursery:
    """A server that can be killed and is back within a moment."""

    def __init__(self, database: str) -> None:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": database,
            "STATE_DIR": str(settings.STATE_DIR),
        }
        self.parent = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.nursery"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.port = int(self.parent.stdout.readline())
        self.child = 0

    def start(self) -> None:
        """One more server, answering."""
        self.parent.stdin.write("\n")
        self.parent.stdin.flush()
        self.child = int(self.parent.stdout.readline())
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                assert self.ask("GET", "/healthz") == (200, None)
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError("The server did not start.")

    def kill(self) -> None:
        """As a power cut would."""
        os.kill(self.child, signal.SIGKILL)

    def ask(self, method: str, path: str, body: str | None = None, cookies: str = "") -> tuple[int, str | None]:
        """Status and address of one answer."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            asking.request(method, path, body, headers)
            answer = asking.getresponse()
            answer.read()
            return answer.status, answer.headers["Location"]
        finally:
            asking.close()

    def close(self) -> None:
        """The end of the process that forks."""
        self.parent.kill()
        self.parent.communicate()
