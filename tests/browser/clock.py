"""One clock for a test and for the server it looks at: it stands still, and the test moves it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

import time_machine
from django.http import HttpRequest, HttpResponse

PLACE = "TEST_CLOCK"


class Clock:
    """The test's own time, and a file in which the server finds it."""

    def __init__(self, path: Path, traveller: Any) -> None:
        self.path, self.traveller = path, traveller

    def move_to(self, moment: datetime) -> None:
        """From now on it is this moment, here and in the server; the file is never half written."""
        half = self.path.with_suffix(".half")
        half.write_text(moment.isoformat())
        half.replace(self.path)
        self.traveller.move_to(moment)


@contextmanager
def moved_to(moment: datetime, *, path: Path) -> Iterator[Clock]:
    """A clock that begins at this moment; afterwards the test's own time is the real one again."""
    with time_machine.travel(moment, tick=False) as traveller:
        clock = Clock(path, traveller)
        clock.move_to(moment)
        yield clock


class FollowClockMiddleware:
    """In the server: before each request, the time that the test's clock shows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.path, self.lock = Path(os.environ[PLACE]), Lock()
        self.shown, self.traveller = "", None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with self.lock:
            self.follow()
        return self.get_response(request)

    def follow(self) -> None:
        """Move where the file says another moment than before."""
        told = self.path.read_text() if self.path.exists() else ""
        if told and told != self.shown:
            self.travel_to(datetime.fromisoformat(told))
            self.shown = told

    def travel_to(self, moment: datetime) -> None:
        """The whole process has this time, until it is moved again."""
        if self.traveller is None:
            self.traveller = time_machine.travel(moment, tick=False).start()
        else:
            self.traveller.move_to(moment)
