"""Who has a place: the rule of the waiting list. Pure.

First come, first served. Whoever waits is asked in the order in which they came, persons and teams in one line. Nobody
overtakes: where the first in line is a team that does not fit yet, the places wait for it. A team takes a place for
each of its people, and waits, is offered and gives up as a whole.

An offer holds its places for 48 hours, at the latest until two hours before the start. An offer that is not taken goes
to the next. Within the last two hours nothing is offered any more: who comes then is seen at the door.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

OFFER_HOLDS = timedelta(hours=48)
QUIET_BEFORE = timedelta(hours=2)


@dataclass(frozen=True)
class Party:
    """A person or a team in the line."""

    key: int
    places: int
    position: int


def fits(capacity: int | None, taken: int, places: int) -> bool:
    """Whether so many more find a place."""
    return capacity is None or taken + places <= capacity


def next_in_line(capacity: int | None, taken: int, waiting: Iterable[Party]) -> list[int]:
    """Whom places are offered to now, in order; it ends with the first who does not fit."""
    found = []
    for party in sorted(waiting, key=lambda party: party.position):
        if not fits(capacity, taken, party.places):
            break
        taken += party.places
        found.append(party.key)
    return found


def answer_by(now: datetime, starts_at: datetime) -> datetime | None:
    """Until when an offer made now holds; None where it is too late to offer."""
    last = starts_at - QUIET_BEFORE
    return min(now + OFFER_HOLDS, last) if now < last else None
