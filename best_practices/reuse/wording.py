"""Sentences whose every number is also data: what it is, its unit and where it comes from.

A sentence is a pattern with named places; each place is filled by a `Number` and by nothing else, so that whoever
doubts a figure finds it beside the sentence, and a test can compare both with the data.
"""

from collections.abc import Sequence
from dataclasses import dataclass

PERCENT, POINTS, COUNT, YEAR, SHARE, TIER = "percent", "points", "count", "school year", "share", "tier"
PLACES = {PERCENT: 1, POINTS: 1, COUNT: 0, SHARE: 2, TIER: 0}


@dataclass(frozen=True)
class Number:
    """A figure of a sentence. `unit` also says how it is printed: percents to one decimal, shares to two."""

    label: str
    value: float
    unit: str
    source: str

    @property
    def words(self) -> str:
        """The figure as it stands in a sentence; the year a school year ends in as that school year."""
        if self.unit == YEAR:
            year = int(self.value)
            return f"{year - 1}–{year % 100:02d}"
        places = PLACES[self.unit]
        return f"{round(self.value, places) + 0.0:,.{places}f}"  # no minus before a zero


@dataclass(frozen=True)
class Reason:
    """One sentence, what it belongs to, and the numbers it holds."""

    part: str
    text: str
    numbers: tuple[Number, ...] = ()


def reason(part: str, pattern: str, **places: Number | str) -> Reason:
    """The sentence that fills a pattern; words may be filled in too, figures only as a `Number`."""
    filled = {name: place.words if isinstance(place, Number) else place for name, place in places.items()}
    numbers = tuple(place for place in places.values() if isinstance(place, Number))
    return Reason(part, pattern.format(**filled), numbers)


def listed(words: Sequence[str]) -> str:
    """Words as one list: a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
