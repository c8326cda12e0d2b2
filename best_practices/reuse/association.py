"""How results moved in schools that adopted a practice, beside schools like them that did not: association only.

The method, difference in differences with matching:

1. Each adopter is matched with the MATCHES schools that did not adopt and began nearest to it, at most CALIPER points
   away, with at least half of the tested grades in common; in the same kind of community where enough are.
2. Its difference is its own change less the mean change of its matches. What is left of the distance between their
   beginnings is taken out by the slope of change on beginning among those that did not adopt (Abadie and Imbens 2011,
   bias-corrected matching). Schools that begin low tend to rise the next time by themselves; matches that began as
   low rise as much, so that regression to the mean is not taken for more.
3. The estimate is the mean of the differences. Its 95 percent interval is Student's t of the differences, widened for
   schools that are matched more than once (after Abadie and Imbens 2006), with Satterthwaite's degrees of freedom.

No answer is given, and that is said, below LEAST_ADOPTERS and LEAST_OTHERS. With eleven adopters the interval still
reaches about five points to both sides in English and nine in mathematics (measured on changes from 2018 to 2022,
which spread by 8 and 15 points); with fewer it tells next to nothing, and one odd school decides. Figures of fewer than
`minimum_cell` test takers never come in, in either year.
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from best_practices.reuse.facts import SchoolFacts

Column = npt.NDArray[np.float64]
MATCHES, LEAST_MATCHES = 5, 3
CALIPER = 5.0  # points of percent proficient
HALF = 0.5
LEAST_ADOPTERS, LEAST_OTHERS = 10, 20
ADOPTERS, OTHERS = "adopters", "others"
LEAST_CELL = 10  # test takers; the portal's own setting takes its place
CONFIDENCE = 0.95
# What Works Clearinghouse, Standards Handbook 4.1: groups that begin further apart than this share of the standard
# deviation are not equivalent.
BASELINE_LIMIT = 0.25


@dataclass(frozen=True)
class Change:
    """A school's percent proficient (0 to 100) and test takers in an earlier and a later year."""

    key: int
    before: float
    after: float
    tested_before: int | None
    tested_after: int | None
    community: str = ""
    grades: frozenset[int] = frozenset()

    def is_shown(self, minimum_cell: int) -> bool:
        """Whether both figures rest on enough test takers; a component's are published under the state's own rule."""
        counts = [each for each in (self.tested_before, self.tested_after) if each is not None]
        return all(each >= minimum_cell for each in counts)


@dataclass(frozen=True)
class Association:
    """What was found, in points of percent proficient; without an estimate where the evidence is insufficient.

    `adopters`: those with figures in both years. `matched`: those of them with schools like them. `others`: the
    different schools they are compared with. The changes are means. `began_below`: how many points below all others
    the adopters began, where that is far enough for a warning.
    """

    adopters: int
    matched: int = 0
    others: int = 0
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    change: float | None = None
    change_of_others: float | None = None
    began_below: float | None = None
    insufficient: str = ""  # ADOPTERS or OTHERS: of which there are too few

    @property
    def sufficient(self) -> bool:
        """There is an answer."""
        return self.estimate is not None


@dataclass(frozen=True)
class Columns:
    """Schools as columns, in the order of keys."""

    before: Column
    change: Column
    community: npt.NDArray[np.str_]
    overlap: Column
    kind: npt.NDArray[np.int64]
    adopts: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Match:
    """One adopter (its row), the rows of its matches, and the difference between their changes."""

    row: int
    others: npt.NDArray[np.int64]
    difference: float


@dataclass(frozen=True)
class Beside:
    """Schools that began as one adopter did and did not adopt: how many, and their mean change in points."""

    others: int
    change: float


def change_of(school: SchoolFacts, target: str, first: int, last: int) -> Change | None:
    """A school's change in a subject between two years; None where a figure is missing or hidden, even in part."""
    before, after = school.figure(target, first), school.figure(target, last)
    if before is None or after is None or not (before.is_whole and after.is_whole):
        return None
    values = (before.value or 0.0, after.value or 0.0)
    return Change(school.key, *values, before.tested, after.tested, school.community, school.grades)


def compare(changes: Iterable[Change], adopters: Collection[int], minimum_cell: int = LEAST_CELL) -> Association:
    """The association of adoption (keys of schools) with change, beside matched schools that did not adopt."""
    adopting = set(adopters)
    shown = [each for each in changes if each.is_shown(minimum_cell)]
    count = sum(each.key in adopting for each in shown)
    if count < LEAST_ADOPTERS:
        return Association(count, insufficient=ADOPTERS)
    columns = columns_of(sorted(shown, key=lambda each: each.key), adopting)
    slope, spread, freedom = others_regression(columns)
    matches = [found for row in np.flatnonzero(columns.adopts) if (found := match(columns, int(row), slope))]
    others = np.unique(np.concatenate([each.others for each in matches])) if matches else np.array([])
    began = began_below(columns)
    if len(matches) < LEAST_ADOPTERS or len(others) < LEAST_OTHERS:
        return Association(count, len(matches), len(others), began_below=began, insufficient=OTHERS)
    low, estimate, high = interval(matches, spread, freedom)
    change = float(np.mean([columns.change[each.row] for each in matches]))
    return Association(
        count, len(matches), len(others), estimate, low, high, change, change - estimate, began_below=began
    )


def beside(changes: Iterable[Change], adopters: Collection[int]) -> dict[int, Beside]:
    """For each adopter by its key: the schools it is matched with, as `compare` matches. Few are no evidence."""
    schools = sorted(changes, key=lambda each: each.key)
    columns = columns_of(schools, set(adopters))
    found = {}
    for row in np.flatnonzero(columns.adopts):
        matched = match(columns, int(row), 0.0)
        if matched:
            found[schools[row].key] = Beside(len(matched.others), float(columns.change[matched.others].mean()))
    return found


def columns_of(schools: list[Change], adopters: set[int]) -> Columns:
    """Schools as columns; `overlap` holds, for two kinds of tested grades, the grades in common out of all."""
    kinds = sorted({school.grades for school in schools}, key=sorted)
    places = {grades: place for place, grades in enumerate(kinds)}
    overlap = [[len(one & other) / len(one | other) if one | other else 1.0 for other in kinds] for one in kinds]
    return Columns(
        before=np.array([school.before for school in schools], dtype=float),
        change=np.array([school.after - school.before for school in schools], dtype=float),
        community=np.array([school.community for school in schools], dtype=str),
        overlap=np.array(overlap, dtype=float),
        kind=np.array([places[school.grades] for school in schools], dtype=np.int64),
        adopts=np.array([school.key in adopters for school in schools], dtype=bool),
    )


def others_regression(columns: Columns) -> tuple[float, float, int]:
    """Among those that did not adopt: the slope of change on beginning, the variance around it, and its freedom.

    Both are taken from the means of schools with the same tested grades.
    """
    rows = np.flatnonzero(~columns.adopts)
    before, change = columns.before[rows].copy(), columns.change[rows].copy()
    kinds = np.unique(columns.kind[rows])
    for kind in kinds:
        same = columns.kind[rows] == kind
        before[same] -= before[same].mean()
        change[same] -= change[same].mean()
    freedom = len(rows) - len(kinds) - 1
    square = float(before @ before)
    slope = float(before @ change) / square if square else 0.0
    left = change - slope * before
    return slope, float(left @ left) / freedom if freedom > 0 else 0.0, max(1, freedom)


def match(columns: Columns, row: int, slope: float) -> Match | None:
    """The nearest schools that did not adopt; None where fewer than LEAST_MATCHES began as near and are like it."""
    away = np.abs(columns.before - columns.before[row])
    fits = ~columns.adopts & (away <= CALIPER) & (columns.overlap[columns.kind[row]][columns.kind] >= HALF)
    near = fits & (columns.community == columns.community[row])
    found = np.flatnonzero(near if near.sum() >= MATCHES else fits)
    if len(found) < LEAST_MATCHES:
        return None
    chosen = found[np.argsort(away[found], kind="stable")[:MATCHES]]
    expected = columns.change[chosen] + slope * (columns.before[row] - columns.before[chosen])
    return Match(row, chosen, float(columns.change[row] - expected.mean()))


def interval(matches: list[Match], spread: float, freedom: int) -> tuple[float, float, float]:
    """The lower end, the mean and the upper end of the differences, in points."""
    differences = np.array([each.difference for each in matches])
    count = len(matches)
    own = float(differences.var(ddof=1)) / count
    weights: dict[int, float] = {}
    once = 0.0
    for each in matches:
        share = 1 / (count * len(each.others))
        once += len(each.others) * share**2
        for row in each.others:
            weights[int(row)] = weights.get(int(row), 0.0) + share
    shared = spread * max(0.0, sum(weight**2 for weight in weights.values()) - once)
    whole = own + shared
    degrees = whole**2 / (own**2 / (count - 1) + shared**2 / freedom) if whole else count - 1
    half = quantile(degrees) * math.sqrt(whole)
    mean = float(differences.mean())
    return mean - half, mean, mean + half


def quantile(freedom: float, confidence: float = CONFIDENCE) -> float:
    """Student's t for a two-sided interval, by Abramowitz and Stegun 26.7.5; within 0.001 from 5 degrees on."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return sum(term / freedom**power for power, term in enumerate(terms))


def began_below(columns: Columns) -> float | None:
    """How many points below the others the adopters began, where it is more than BASELINE_LIMIT of the spread."""
    others = columns.before[~columns.adopts]
    if len(others) < 2:
        return None
    below = float(others.mean() - columns.before[columns.adopts].mean())
    return below if below > BASELINE_LIMIT * float(others.std(ddof=1)) else None
