"""The service clock: days from submission to decision, without those it waited for the district. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

DAY = 86_400


@dataclass(frozen=True)
class Run:
    """One way: submitted, decided (None while open), and the pauses in which the district had it."""

    submitted: datetime
    decided: datetime | None
    pauses: Sequence[tuple[datetime, datetime | None]] = ()


@dataclass(frozen=True)
class Clock:
    """Days, to a tenth: the median and the longest of those decided, the oldest of those open; None where none are."""

    decided: int
    median: float | None
    longest: float | None
    open: int
    oldest: float | None


def days_of(run: Run, now: datetime) -> float:
    """Days that the department had it, until the decision or until now."""
    end = run.decided or now
    paused = sum((min(until or end, end) - since).total_seconds() for since, until in run.pauses if since < end)
    return round(max((end - run.submitted).total_seconds() - paused, 0) / DAY, 1)


def clock_of(runs: Iterable[Run], now: datetime) -> Clock:
    """The figures over all of them."""
    known = list(runs)
    done = [days_of(run, now) for run in known if run.decided]
    waiting = [days_of(run, now) for run in known if not run.decided]
    return Clock(
        decided=len(done),
        median=round(median(done), 1) if done else None,
        longest=max(done, default=None),
        open=len(waiting),
        oldest=max(waiting, default=None),
    )
