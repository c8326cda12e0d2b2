"""How well a mentor district fits a district that asks: whether it is possible, parts from 0 to 1, one number. Pure.

The fit of a pair is a whole number from 0 to 1000: 1000 times the weighted mean of eight parts, each from 0 to 1. The
weights are set for each run; only their proportions matter. The shares below are our choice, of 2026-11-29; no study
sets them.

- needs: of what is asked for, what the mentor is strong in; the first need counts 3, the second 2, the third 1.
- grades: of the grade bands asked for, those that the mentor offers.
- context: 0.6 x community + 0.4 x size. Community (NCES locale code): 1 for the same code, 0.8 for the same class
  (city, suburb, town, rural), 0.5 for the next class, else 0. Size (students tested): the smaller over the larger.
- drive: 1 less a quarter for each hour of driving, not below 0. The drive is the straight line times 1.3 (roads are not
  straight) at 50 miles an hour, which Mississippi's two-lane highways allow.
- formats: of the ways to meet that are asked for, those that the mentor offers.
- wishes: 1 for the first wish, 0.8, 0.6, 0.4 and 0.2 for the next; 0 for a mentor that is not wished for. Without any
  wish 0.5 for every mentor.
- PLC: 1 where the mentor works in the PLC that is asked about, else 0; 0.5 where none is named.
- new: 0 where the two were paired before, else 1.

What is not known of one side is 0.5: it speaks neither for nor against.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from math import asin, cos, radians, sin, sqrt

EARTH_MILES, ROADS, MILES_AN_HOUR, FARTHEST_HOURS = 3958.8, 1.3, 50.0, 4.0
UNKNOWN, SAME_CLASS, NEXT_CLASS, COMMUNITY_SHARE = 0.5, 0.8, 0.5, 0.6
RURAL_REMOTE, RURAL_DISTANT, VISIT = "43", "42", "visit"
CLASSES = ("Rural, remote", "Rural, distant", "All others")
PARTS = {
    "needs": "What is needed",
    "grades": "Grades",
    "context": "Likeness of the districts",
    "drive": "Drive",
    "formats": "Ways to meet",
    "wishes": "Wishes",
    "plc": "PLC",
    "new": "Not paired before",
}


@dataclass(frozen=True)
class Weights:
    """What each part counts: whole numbers from 0 to 100, not all of them 0."""

    needs: int = 30
    grades: int = 10
    context: int = 10
    drive: int = 25
    formats: int = 5
    wishes: int = 10
    plc: int = 5
    new: int = 5

    def __post_init__(self) -> None:
        counted = [getattr(self, each.name) for each in fields(self)]
        if not all(0 <= count <= 100 for count in counted) or not any(counted):
            raise ValueError("Weights are whole numbers from 0 to 100, and at least one is more than 0.")


@dataclass(frozen=True)
class Place:
    """What is known of a district: its LEAID and name, NCES locale code, degrees, students tested, newest grade."""

    leaid: str
    name: str
    locale: str = ""
    latitude: float | None = None
    longitude: float | None = None
    size: int | None = None
    grade: str = ""
    is_exemplar: bool = False

    @property
    def may_mentor(self) -> bool:
        """Rated A or B, or a District of Innovation."""
        return self.grade in ("A", "B") or self.is_exemplar


@dataclass(frozen=True)
class MentorFacts:
    """What a mentor district offers; `miles` is None for anywhere, `room` how many more districts it takes."""

    place: Place
    topics: frozenset[str]
    bands: frozenset[str]
    formats: frozenset[str]
    room: int
    miles: int | None = None
    pathways: frozenset[int] = frozenset()


@dataclass(frozen=True)
class RequestFacts:
    """What a district asks for; `needs` and `wishes` (LEAIDs) with the most pressing and the dearest first."""

    place: Place
    needs: tuple[str, ...]
    bands: frozenset[str]
    formats: frozenset[str]
    pathway: int | None = None
    wishes: tuple[str, ...] = ()
    takes_any: bool = True
    since: str = ""


@dataclass(frozen=True)
class Ties:
    """Pairs (mentor, request) that are not to be, and those that were before."""

    blocked: frozenset[tuple[str, str]] = frozenset()
    paired: frozenset[tuple[str, str]] = frozenset()


def class_of(place: Place) -> int:
    """Which districts are served first: 0 rural remote, 1 rural distant, 2 all others (NCES locale code)."""
    return {RURAL_REMOTE: 0, RURAL_DISTANT: 1}.get(place.locale, 2)


def miles_between(one: Place, other: Place) -> float | None:
    """The straight line between two offices in miles; None where one is not known."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    north, south = radians(one.latitude or 0), radians(other.latitude or 0)
    half = sin((south - north) / 2) ** 2
    half += cos(north) * cos(south) * sin(radians((other.longitude or 0) - (one.longitude or 0)) / 2) ** 2
    return 2 * EARTH_MILES * asin(sqrt(half))


def drive_minutes(miles: float) -> int:
    """About how long the drive takes, in minutes."""
    return round(60 * miles * ROADS / MILES_AN_HOUR)


# What makes a pair impossible: the sentence is for MDE; districts read no more than that it is not possible.
NOT_ITSELF = "A district does not mentor itself."
BLOCKED = "One of the two declared that they are not to be paired."
NOT_WISHED = "The district takes only the mentors that it wished for."
NOT_RATED = "The mentor is not rated A or B and no District of Innovation, and the other is not either."
NOTHING_NEEDED = "The mentor is strong in nothing that is needed."
NO_FORMAT = "The two have no way to meet in common."
TOO_FAR = "Visits are the only way to meet in common, and it is farther than the mentor travels."


def obstacle(mentor: MentorFacts, request: RequestFacts, ties: Ties) -> str:
    """Why a pair is not possible, in a sentence; empty where it is."""
    pair = mentor.place.leaid, request.place.leaid
    common = mentor.formats & request.formats
    tests = (
        (pair[0] == pair[1], NOT_ITSELF),
        (pair in ties.blocked, BLOCKED),
        (not request.takes_any and pair[0] not in request.wishes, NOT_WISHED),
        (not (mentor.place.may_mentor or request.place.may_mentor), NOT_RATED),
        (mentor.topics.isdisjoint(request.needs), NOTHING_NEEDED),
        (not common, NO_FORMAT),
        (common == {VISIT} and _is_too_far(mentor, request), TOO_FAR),
    )
    return next((words for is_so, words in tests if is_so), "")


def _is_too_far(mentor: MentorFacts, request: RequestFacts) -> bool:
    miles = miles_between(mentor.place, request.place)
    return mentor.miles is not None and miles is not None and miles > mentor.miles


def parts_of(mentor: MentorFacts, request: RequestFacts, ties: Ties) -> dict[str, float]:
    """The eight parts, each from 0 to 1."""
    pair = mentor.place.leaid, request.place.leaid
    return {
        "needs": _needs(mentor.topics, request.needs),
        "grades": _share(request.bands, mentor.bands),
        "context": context(mentor.place, request.place),
        "drive": _drive(miles_between(mentor.place, request.place)),
        "formats": _share(request.formats, mentor.formats),
        "wishes": _wish(mentor.place.leaid, request.wishes),
        "plc": UNKNOWN if request.pathway is None else float(request.pathway in mentor.pathways),
        "new": float(pair not in ties.paired),
    }


def fit(parts: Mapping[str, float], weights: Weights) -> int:
    """The weighted mean of the parts as a whole number from 0 to 1000."""
    counted = {name: getattr(weights, name) for name in parts}
    return round(1000 * sum(parts[name] * counted[name] for name in parts) / sum(counted.values()))


def context(one: Place, other: Place) -> float:
    """How alike two districts are; the same whichever comes first."""
    return COMMUNITY_SHARE * _community(one.locale, other.locale) + (1 - COMMUNITY_SHARE) * _size(one.size, other.size)


def _needs(topics: Collection[str], needs: tuple[str, ...]) -> float:
    counts = {need: 3 - at for at, need in enumerate(needs[:3])}
    return sum(count for need, count in counts.items() if need in topics) / sum(counts.values()) if counts else UNKNOWN


def _share(asked: Collection[str], offered: Collection[str]) -> float:
    return sum(each in offered for each in asked) / len(asked) if asked else UNKNOWN


def _drive(miles: float | None) -> float:
    return UNKNOWN if miles is None else max(0.0, 1 - drive_minutes(miles) / (60 * FARTHEST_HOURS))


def _wish(leaid: str, wishes: tuple[str, ...]) -> float:
    if not wishes:
        return UNKNOWN
    return 1 - wishes.index(leaid) / 5 if leaid in wishes else 0.0


def _community(one: str, other: str) -> float:
    if not (one and other):
        return UNKNOWN
    if one == other:
        return 1.0
    return {0: SAME_CLASS, 1: NEXT_CLASS}.get(abs(int(one[0]) - int(other[0])), 0.0)


def _size(one: int | None, other: int | None) -> float:
    return min(one, other) / max(one, other) if one and other else UNKNOWN
