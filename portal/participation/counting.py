"""From facts to the five figures of a district's school year. Pure: the same facts give the same ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.participation.duties import TARGETS, WORDS, Duty, Fact, Standing, Words

STRENGTH = {Standing.COUNTED: 0, Standing.EXCUSED: 1, Standing.ABSENT: 2}
DistrictYear = tuple[str, int]


class Level(StrEnum):
    """How far a duty is, in a word."""

    MET = "met"
    EXCUSED = "met with excused"
    PART = "in part"
    NONE = "none"


@dataclass(frozen=True)
class Tally:
    """One duty of a district in a school year. What was excused is no part of `count`."""

    duty: Duty
    target: int
    count: int
    excused: int
    absent: int
    facts: tuple[Fact, ...]

    @property
    def words(self) -> Words:
        """The duty for readers."""
        return WORDS[self.duty]

    @property
    def score(self) -> str:
        """As it is said: 3 of 4, 1 excused."""
        return f"{self.count} of {self.target}" + (f", {self.excused} excused" if self.excused else "")

    @property
    def missing(self) -> int:
        """How many lack to the target; what was excused does not lack."""
        return max(0, self.target - self.count - self.excused)

    @property
    def level(self) -> Level:
        """How far it is."""
        if self.count >= self.target:
            return Level.MET
        if not self.missing:
            return Level.EXCUSED
        return Level.PART if self.count + self.excused else Level.NONE

    def of(self, standing: Standing) -> tuple[Fact, ...]:
        """The facts of one standing."""
        return tuple(fact for fact in self.facts if fact.standing == standing)

    @property
    def by_standing(self) -> dict[str, tuple[Fact, ...]]:
        """The facts under what they say, for lists."""
        return {standing.value: self.of(standing) for standing in Standing}


@dataclass(frozen=True)
class Ledger:
    """The five duties of a district in a school year; `since` is its first day as a member in that year."""

    leaid: str
    year: int
    since: date
    duties: tuple[Tally, ...]

    @property
    def met(self) -> int:
        """How many duties lack nothing."""
        return sum(not tally.missing for tally in self.duties)

    def tally(self, duty: str) -> Tally:
        """One of the duties."""
        return next(tally for tally in self.duties if tally.duty == duty)


def count(members: Mapping[DistrictYear, date], facts: Iterable[Fact]) -> list[Ledger]:
    """A ledger for each district and school year of `members`, which says since when; other facts are left out."""
    sorted_out: dict[DistrictYear, dict[Duty, list[Fact]]] = {place: {} for place in members}
    for fact in facts:
        place = sorted_out.get((fact.leaid, fact.year))
        if place is not None:
            place.setdefault(fact.duty, []).append(fact)
    return [
        Ledger(leaid, year, since, tuple(tally(duty, sorted_out[leaid, year].get(duty, [])) for duty in Duty))
        for (leaid, year), since in members.items()
    ]


def tally(duty: Duty, facts: Iterable[Fact]) -> Tally:
    """The figure of one duty."""
    kept = each_once(facts)
    number = {standing: sum(fact.standing == standing for fact in kept) for standing in Standing}
    standings = (number[Standing.COUNTED], number[Standing.EXCUSED], number[Standing.ABSENT])
    return Tally(duty, TARGETS[duty], *standings, kept)


def each_once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts with the same key are one: what counts beats what was excused, which beats what was missed. By day."""
    found: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda fact: (STRENGTH[fact.standing], fact.on, fact.title, fact.url, fact.note)):
        found.setdefault(fact.key, fact)
    return tuple(sorted(found.values(), key=lambda fact: (fact.on, fact.title, fact.key)))
