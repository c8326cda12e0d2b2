"""How alike two schools are, or a school and the places a practice was made for; and which schools are like one.

Likeness is 0 to 1: 0.4 x community + 0.4 x grades + 0.2 x size. Community and grades weigh twice as much as size,
which follows from them in part. The shares are our choice, of 2026-11-25; no study sets them.

- Community (NCES locale code): 1 for the same code, 0.8 for the same class (city, suburb, town, rural), 0.5 for the
  next class in that order, else 0. A practice names classes only, so there the same class is 1.
- Grades (those tested): between schools, grades in common out of all grades of both. For a practice, the share of the
  school's grades that it is for.
- Size (test takers): between schools, the smaller over the larger. A practice names classes of size: 1 for the
  school's own, 0.5 for the next one, else 0.
- What is not known of one side is 0.5: it speaks neither for nor against.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from best_practices.reuse.facts import COMMUNITIES, SchoolFacts, Statewide, as_tested

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

COMMUNITY_SHARE, GRADES_SHARE, SIZE_SHARE = 0.4, 0.4, 0.2
UNKNOWN = 0.5
SAME_CLASS, NEXT_CLASS = 0.8, 0.5
ORDER = list(COMMUNITIES)
# About a third each of the 853 schools of 2022: their thirds lie at 160 and 302 test takers.
SIZES = {"small": (1, 159), "medium": (160, 299), "large": (300, 100_000)}
SIZE_ORDER = list(SIZES)
LEAST_LIKE = 10  # fewer schools than this give no middle worth naming


@dataclass(frozen=True)
class Context:
    """The places a practice was made for or used in; what is empty is not said.

    `communities`: city, suburb, town, rural. `grades`: as taught, 0 for kindergarten. `sizes`: keys of SIZES.
    """

    communities: frozenset[str] = frozenset()
    grades: frozenset[int] = frozenset()
    sizes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Likeness:
    """The three parts, each 0 to 1, and what they make together."""

    community: float
    grades: float
    size: float

    @property
    def total(self) -> float:
        """The weighted sum, 0 to 1."""
        return together(self.community, self.grades, self.size)


def together[Value: (float, "npt.NDArray[np.float64]")](community: Value, grades: Value, size: Value) -> Value:
    """The three parts as one likeness, for single values and for tables of them."""
    return (community * COMMUNITY_SHARE + grades * GRADES_SHARE) + size * SIZE_SHARE


def likeness(one: SchoolFacts, other: SchoolFacts) -> Likeness:
    """How alike two schools are; the same whichever comes first, and 1 for a school with itself."""
    return Likeness(
        _communities(one.locale, other.locale), _in_common(one.grades, other.grades), _sizes(one.size, other.size)
    )


def fit(school: SchoolFacts, context: Context) -> Likeness:
    """How well the places of a practice fit a school."""
    return Likeness(
        community_fit(school.community, context.communities),
        grades_fit(school.grades, as_tested(context.grades)),
        size_fit(size_class(school.size), context.sizes),
    )


def community_fit(own: str, named: frozenset[str]) -> float:
    """1 where the school's class is named, 0.5 where its neighbour in the order city, suburb, town, rural is."""
    return _nearest(own, named, ORDER)


def size_fit(own: str, named: frozenset[str]) -> float:
    """1 where the school's class of size is named, 0.5 where the next one is."""
    return _nearest(own, named, SIZE_ORDER)


def grades_fit(own: frozenset[int], named: frozenset[int]) -> float:
    """The share of the school's tested grades that the practice is for."""
    return len(own & named) / len(own) if own and named else UNKNOWN


def size_class(size: int | None) -> str:
    """Small, medium or large by test takers; empty where the number may not be shown."""
    return next((name for name, (_, most) in SIZES.items() if size is not None and size <= most), "")


def _nearest(own: str, named: frozenset[str], order: list[str]) -> float:
    known = [order.index(name) for name in named if name in order]
    if not own or not known:
        return UNKNOWN
    away = min(abs(order.index(own) - place) for place in known)
    return {0: 1.0, 1: NEXT_CLASS}.get(away, 0.0)


def _communities(one: str, other: str) -> float:
    if not (one and other):
        return UNKNOWN
    if one == other:
        return 1.0
    away = abs(int(one[0]) - int(other[0]))
    return {0: SAME_CLASS, 1: NEXT_CLASS}.get(away, 0.0)


@lru_cache(maxsize=10_000)
def _in_common(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one and other else UNKNOWN


def _sizes(one: int | None, other: int | None) -> float:
    return min(one, other) / max(one, other) if one and other else UNKNOWN


# Schools like one ------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """What schools must share with a school to count as like it."""

    words: str
    same_community: bool
    like_size: bool


# The published rule, and what it falls back to, in this order, while fewer than LEAST_LIKE schools have a figure.
RULES = (
    Rule(
        "in the same kind of community, with at least half of the tested grades in common and half to twice as many "
        "test takers",
        True,
        True,
    ),
    Rule("in the same kind of community, with at least half of the tested grades in common", True, False),
    Rule("anywhere in the state, with at least half of the tested grades in common", False, False),
)
HALF = 0.5


@dataclass(frozen=True)
class LikeSchools:
    """Schools like one, in the order of keys, and the rule that chose them."""

    schools: tuple[SchoolFacts, ...]
    rule: Rule


def like_schools(
    school: SchoolFacts, state: Statewide, counts: Callable[[SchoolFacts], bool] = bool
) -> LikeSchools | None:
    """Schools like this one for which `counts` holds, by the first rule that finds at least LEAST_LIKE; else None."""
    for rule in RULES:
        found = tuple(other for other in _followers(school, state, rule) if counts(other))
        if len(found) >= LEAST_LIKE:
            return LikeSchools(found, rule)
    return None


def _followers(school: SchoolFacts, state: Statewide, rule: Rule) -> list[SchoolFacts]:
    """The schools that a rule finds; none where the school itself lacks what the rule asks about."""
    if not school.grades or (rule.same_community and not school.community) or (rule.like_size and not school.size):
        return []
    found = [
        other
        for (community, grades), group in state.alike.items()
        if grades and _in_common(school.grades, grades) >= HALF
        if community == school.community or not rule.same_community
        for other in group
        if other.key != school.key
        if not rule.like_size or (other.size and _sizes(school.size, other.size) >= HALF)
    ]
    return sorted(found, key=lambda other: other.key)
