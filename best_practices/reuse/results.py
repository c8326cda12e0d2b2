"""What schools that took up a practice saw when the next results came, each beside schools like it. Pure.

The year before is the newest one whose tests were over when the school began (they are taken in spring): a start in
June or later counts that same year. The year after is the first one with results whose school year had not begun then.
Every school that began counts, also one that stopped: leaving out those that gave up would flatter the practice.
A component without figures of schools is told by its subject's percent proficient, and that is said.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from best_practices.reuse import association
from best_practices.reuse.association import Association, Beside, Change, change_of
from best_practices.reuse.facts import SchoolFacts, Statewide, one_decimal
from best_practices.reuse.scoring import SUBJECT, Elsewhere

TESTS_ARE_OVER = 6  # June


@dataclass(frozen=True)
class Adopter:
    """One adoption that was started: the school's key, what should move, the day it began, where it stands."""

    school: int
    target: str
    began: date
    state: str = "started"
    reference: str = ""


@dataclass(frozen=True)
class Outcome:
    """One adoption and its results. `change` is None as long as there are none, or where they may not be shown."""

    adopter: Adopter
    school: SchoolFacts
    measure: str
    first: int | None = None
    last: int | None = None
    change: Change | None = None
    beside: Beside | None = None
    began_low: bool = False  # in the lowest quarter of all schools that year
    name: str = ""  # of the measure

    @property
    def moved(self) -> float | None:
        """Points from the year before to the year after."""
        return None if self.change is None else self.change.after - self.change.before


@dataclass(frozen=True)
class Gathered:
    """All adopters of a practice for one target between the same two years, and what went together."""

    target: str
    measure: str
    name: str
    first: int
    last: int
    found: Association
    outcomes: tuple[Outcome, ...]


class History:
    """All schools over the years, each thing worked out once: what a target is measured in, its years, changes."""

    def __init__(self, state: Statewide, minimum_cell: int) -> None:
        self.state = state
        self.minimum_cell = minimum_cell
        self._years: dict[str, list[int]] = {}
        self._changes: dict[tuple[str, int, int], list[Change]] = {}

    def years(self, measure: str) -> list[int]:
        """The years in which any school has a figure of it, in order."""
        if measure not in self._years:
            schools = self.state.schools
            found = {figure.year for school in schools for figure in school.measures.get(measure, ())}
            self._years[measure] = sorted(found)
        return self._years[measure]

    def measure_of(self, target: str) -> str:
        """In what a target is measured: itself where schools have figures of it, else its subject."""
        return target if self.years(target) else SUBJECT.get(target, target)

    def name_of(self, measure: str) -> str:
        """What a measure is called."""
        return self.state.names.get(measure, measure)

    def changes(self, measure: str, first: int, last: int) -> list[Change]:
        """The changes of all schools that may be shown."""
        if (measure, first, last) not in self._changes:
            found = (change_of(school, measure, first, last) for school in self.state.schools)
            shown = [change for change in found if change and change.is_shown(self.minimum_cell)]
            self._changes[measure, first, last] = shown
        return self._changes[measure, first, last]

    def window(self, target: str, began: date) -> tuple[str, int | None, int | None]:
        """In what a target is measured, the year before and the year after; None where none is on record."""
        measure = self.measure_of(target)
        return (measure, *window(began, self.years(measure)))

    def baseline(self, school: SchoolFacts, target: str, began: date) -> tuple[int | None, float | None]:
        """The year before and the school's figure in it, to one decimal as results are shown."""
        measure, first, _ = self.window(target, began)
        value = None if first is None else school.value(measure, first)
        return (None, None) if value is None else (first, one_decimal(value))


def window(began: date, years: Iterable[int]) -> tuple[int | None, int | None]:
    """The newest year whose tests were over, and the first one that began afterwards."""
    years = list(years)
    over = began.year if began.month >= TESTS_ARE_OVER else began.year - 1
    first = max((year for year in years if year <= over), default=None)
    return first, min((year for year in years if year > began.year), default=None)


def gather(adopters: Iterable[Adopter], history: History) -> tuple[list[Gathered], list[Outcome]]:
    """The adopters of one practice: those with results, by target and years; and those that still wait for some."""
    together: dict[tuple[str, str, int, int], list[Adopter]] = defaultdict(list)
    waiting: list[Outcome] = []
    for adopter in sorted(adopters, key=lambda each: (each.target, each.began, each.school)):
        school = history.state.by_key.get(adopter.school)
        if school is None:
            continue
        measure, first, last = history.window(adopter.target, adopter.began)
        if first is None or last is None:
            waiting.append(Outcome(adopter, school, measure, first, last, name=history.name_of(measure)))
        else:
            together[adopter.target, measure, first, last].append(adopter)
    every = {adopter.school for found in together.values() for adopter in found}
    found = [_gathered(key, adopting, every, history) for key, adopting in together.items()]
    return sorted(found, key=lambda each: (each.target, each.first)), waiting


def _gathered(key: tuple[str, str, int, int], adopting: list[Adopter], every: set[int], history: History) -> Gathered:
    """`every`: schools that use the practice for whatever target; none of them stands among the others."""
    target, measure, first, last = key
    keys = {adopter.school for adopter in adopting}
    changes = [each for each in history.changes(measure, first, last) if each.key in keys or each.key not in every]
    by_school = {change.key: change for change in changes if change.key in keys}
    besides, low = association.beside(changes, keys), lowest_quarter(changes)
    outcomes = []
    for each in adopting:
        change = by_school.get(each.school)
        began_low = change is not None and low is not None and change.before <= low
        school, name = history.state.by_key[each.school], history.name_of(measure)
        outcomes.append(Outcome(each, school, measure, first, last, change, besides.get(each.school), began_low, name))
    found = association.compare(changes, keys, history.minimum_cell)
    return Gathered(target, measure, history.name_of(measure), first, last, found, tuple(outcomes))


def lowest_quarter(changes: list[Change]) -> float | None:
    """The figure below or at which the lowest quarter of schools began; None without schools."""
    began = sorted(change.before for change in changes)
    return began[len(began) // 4] if began else None


def elsewhere(gathered: Iterable[Gathered]) -> dict[str, Elsewhere]:
    """What the score takes from results, by target: the years with the most schools that can be compared."""
    best: dict[str, Gathered] = {}
    for each in sorted(gathered, key=lambda each: (each.found.matched, each.found.adopters, each.first)):
        best[each.target] = each
    return {target: Elsewhere.of(each.found) for target, each in best.items()}
