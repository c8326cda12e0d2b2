"""The work list of one person: what is new, mine, waits on others or is late."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from portal.conflicts.queries import tied_districts
from portal.worklist.models import Claim
from portal.worklist.providers import MDE, Work, all_work

TABS = {"new": "New", "mine": "Mine", "others": "Waiting on others", "late": "Late", "all": "All"}


@dataclass(frozen=True)
class Entry:
    """A piece of work with who has claimed it."""

    work: Work
    claim: Claim | None

    @property
    def is_late(self) -> bool:
        """Its last moment is past."""
        return self.work.due is not None and self.work.due < timezone.now()


def entries_for(user: Any) -> list[Entry]:
    """The work that the person may see and is free to judge, with its claims."""
    found = all_work(user)
    tied = tied_districts(user.pk, {work.leaid for work in found if work.leaid})
    claims = {claim.key: claim for claim in Claim.objects.open().select_related("claimed_by")}
    return [Entry(work, claims.get(work.key)) for work in found if work.leaid not in tied]


def in_tab(entry: Entry, tab: str, user: Any) -> bool:
    """Whether an entry stands under a tab."""
    if tab == "new":
        return entry.claim is None and entry.work.waits_on == MDE
    if tab == "mine":
        return entry.claim is not None and entry.claim.claimed_by_id == user.pk
    if tab == "others":
        return entry.work.waits_on != MDE
    return entry.is_late if tab == "late" else True


def fits(entry: Entry, words: str, kind: str) -> bool:
    """Whether an entry is what the person looks for."""
    return words.casefold() in entry.work.title.casefold() and kind in ("", entry.work.kind)
