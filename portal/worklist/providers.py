"""What areas add to the work list: a function from a person to the work that the person may see."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from portal.participation.models import Contest

MDE = "the department"


@dataclass(frozen=True)
class Work:
    """One piece of work: what it is, where it is done, who has it, since when and until when."""

    key: str
    kind: str
    title: str
    url: str
    state: str
    state_words: str
    since: datetime
    due: datetime | None = None
    waits_on: str = MDE
    leaid: str = ""

    def get_state_display(self) -> str:
        """The state in words."""
        return self.state_words


WorkSource = Callable[[Any], Iterable[Work]]
_sources: list[WorkSource] = []


def add_work(source: WorkSource) -> None:
    """Called once by an app in `ready()`: a person to work, with a constant number of queries."""
    _sources.append(source)


def all_work(user: Any) -> list[Work]:
    """What every source reports to this person, the oldest first."""
    return sorted((work for source in _sources for work in source(user)), key=lambda work: work.since)


def contest_work(user: Any) -> Iterator[Work]:
    """What districts contest in their ledgers. The ledger is below the work list and cannot report it itself."""
    if not user.has_perm("participation.read_open"):
        return
    for contest in Contest.objects.visible_to(user).open().select_related("district"):
        yield Work(
            key=f"contest-{contest.reference}",
            kind="Ledger",
            title=f"{contest.district}: {contest}",
            url=reverse("participation:answer", args=[contest.reference]),
            state=contest.state,
            state_words=contest.get_state_display(),
            since=contest.raised_at,
            leaid=contest.district_id,
        )
