"""What is known of a school and of the state, as plain values: nothing here asks the database.

Only figures that may be shown come in. A figure that is hidden to protect students is None from the beginning, so
nothing that is worked out from these facts can give it away.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

# The classes of NCES locale codes in the order of their first digit, and how they are called.
COMMUNITIES = {"city": "city", "suburb": "suburb", "town": "town", "rural": "rural area"}
COMMUNITY_OF_DIGIT = dict(zip("1234", COMMUNITIES, strict=True))
LOWEST_TESTED, HIGHEST_TESTED = 3, 10  # MAAP tests grades 3 to 8; English II is taken in grade 10
SUBJECTS = {"ELA": "English language arts", "MATH": "Mathematics"}


@dataclass(frozen=True)
class Figure:
    """A measure of a school in one year, 0 to 100. None where it may not be shown.

    For a subject: the percent of test takers at levels 4 and 5 of 5, with their number. `left_out` counts tests whose
    figures are hidden and so not part of it. For a component: its published score; `tested` is not known.
    """

    year: int
    value: float | None
    tested: int | None = None
    left_out: int = 0

    @property
    def is_whole(self) -> bool:
        """All of it may be shown. Only whole figures are compared over the years: others are about other tests."""
        return self.value is not None and not self.left_out


@dataclass(frozen=True)
class Rated:
    """A school's rating by its own file: the letter, and the total where it can be known, with that year's rules."""

    year: int
    grade: str
    total: float | None = None
    cuts: Mapping[str, float] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Designated:
    """What an imported file calls a school: CSI, TSI, ATSI or SAR, with the year and the file."""

    year: int
    designation: str
    source: str


@dataclass(frozen=True)
class SchoolFacts:
    """One school. `measures` go by subject (ELA, MATH) or component code, each with its years, oldest first."""

    key: int
    name: str
    leaid: str = ""
    district: str = ""
    locale: str = ""
    tests: frozenset[str] = frozenset()
    measures: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)
    rated: Rated | None = None
    designations: tuple[Designated, ...] = ()

    @cached_property
    def community(self) -> str:
        """City, suburb, town or rural by the first digit of the NCES locale code; empty where it is not known."""
        return COMMUNITY_OF_DIGIT.get(self.locale[:1], "")

    @cached_property
    def grades(self) -> frozenset[int]:
        """The grades that are tested here: see `grades_of`."""
        return grades_of(self.tests)

    @cached_property
    def size(self) -> int | None:
        """Test takers of the newest year, in the subject with more of them; None where that may not be shown."""
        shown = [figure for name in SUBJECTS for figure in self.measures.get(name, ()) if figure.tested]
        newest = max((figure.year for figure in shown), default=0)
        return max((figure.tested or 0 for figure in shown if figure.year == newest), default=None)

    @cached_property
    def _by_year(self) -> dict[tuple[str, int], Figure]:
        return {(target, each.year): each for target, history in self.measures.items() for each in history}

    def figure(self, target: str, year: int) -> Figure | None:
        """The figure of one measure in one year."""
        return self._by_year.get((target, year))

    def value(self, target: str, year: int) -> float | None:
        """Its value, or None where there is none to show."""
        figure = self.figure(target, year)
        return figure.value if figure else None


@dataclass(frozen=True)
class Statewide:
    """All schools, the state's own figures by measure and year, and what measures are called."""

    schools: tuple[SchoolFacts, ...] = ()
    percents: Mapping[tuple[str, int], float] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=lambda: dict(SUBJECTS))

    @cached_property
    def by_key(self) -> dict[int, SchoolFacts]:
        """The schools by their key."""
        return {school.key: school for school in self.schools}

    @cached_property
    def newest(self) -> dict[str, int]:
        """The newest year of each measure, of the state or of any school."""
        newest: dict[str, int] = {}
        for target, year in self.percents:
            newest[target] = max(year, newest.get(target, year))
        for school in self.schools:
            for target, history in school.measures.items():
                newest[target] = max(newest.get(target, 0), *(figure.year for figure in history))
        return newest

    @cached_property
    def alike(self) -> dict[tuple[str, frozenset[int]], list[SchoolFacts]]:
        """The schools in groups of one community and the same tested grades, each in the order of keys."""
        groups: dict[tuple[str, frozenset[int]], list[SchoolFacts]] = {}
        for school in sorted(self.schools, key=lambda school: school.key):
            groups.setdefault((school.community, school.grades), []).append(school)
        return groups


def grades_of(tests: Iterable[str]) -> frozenset[int]:
    """The grades that tests are taken in: 3 to 8 by their number, English II in grade 10.

    Algebra I is taken in grade 9; in a school that tests grade 8 and has no English II, by its grade 8.
    """
    given = set(tests)
    grades = {int(test) for test in given if test.isdigit()}
    if "EngII" in given:
        grades.add(HIGHEST_TESTED)
    if "AlgI" in given and (8 not in grades or "EngII" in given):
        grades.add(9)
    return frozenset(grades)


def as_tested(grades: Iterable[int]) -> frozenset[int]:
    """The tested grades that stand for grades taught (0 is kindergarten, -1 pre-kindergarten).

    What is done before grade 3 shows in the test of grade 3, and what is done in 11 and 12 stands by grade 10.
    """
    return frozenset(min(HIGHEST_TESTED, max(LOWEST_TESTED, grade)) for grade in grades)


def one_decimal(value: float) -> float:
    """Rounded to one decimal, half up: the same for single values and for tables of them."""
    return math.floor(value * 10 + 0.5) / 10
