"""Who plays the calendar of 2018 in a browser, and which district does what."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from applications.letters.models import Letter
from portal.districts.models import District
from tests.browser.clock import Clock
from tests.browser.hand import Hand
from tests.journeys.year import Year

# Whose district does what, by its place in the list of all; the first is the one whose way is shown from end to end.
FIRST, DECLINE, ON_PAPER, REPLACED, DRAWN, LAST = 0, (3, 4), 5, 6, (15, 16), 17
DECISIONS = "/apply/2018/decisions/"


@dataclass
class Play:
    """The year, its clock, and one browser at which one person after the other sits down, each in a new session."""

    year: Year
    clock: Clock
    hand: Callable[..., Hand]
    lead: Any
    scan: Path

    def district(self, number: int) -> District:
        return self.year.districts[number]

    def head(self, number: int) -> Any:
        return self.year.heads[self.district(number).pk]

    def letter_of(self, number: int) -> Letter:
        return Letter.objects.get(district=self.district(number))

    def staff(self, address: str = "/start/") -> Hand:
        hand = self.hand(self.year.facilitator)
        hand.page.goto(address)
        return hand
