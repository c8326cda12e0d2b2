"""What a panel scores by: criteria with weights and anchored levels; totals, spread and outliers. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median, pstdev
from typing import Any

LEAST_FOR_SPREAD = 3  # fewer reviews have no majority that one could deviate from
OUTLIER_BOUND = Decimal(20)  # points of 100: nearly one whole level of every criterion of the default rubric
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Criterion:
    """One question to the reviewer, its weight, and its levels from low to high: points and the anchor in words."""

    key: str
    name: str
    question: str
    weight: int
    levels: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Spread:
    """How far the totals of a subject lie apart: range, standard deviation, and the reviewers who stand alone."""

    range: Decimal
    deviation: Decimal
    outliers: tuple[int, ...]


def _levels(*anchors: str) -> tuple[tuple[int, str], ...]:
    return tuple(enumerate(anchors))


# A sample: written from the duties and aims of the network (2018 call: five duties, quarterly meetings, board and
# community support), not MDE's own scoring sheet, which was not to be had. Weights add up to 100.
DEFAULT_RUBRIC = (
    Criterion(
        "aim",
        "What will be tried, and for whom",
        "Is it clear what the district will do differently, for which students, and how it will know?",
        30,
        _levels(
            "No change of practice is named.",
            "A topic is named, but not what changes for whom.",
            "A change and its students are named; how one would know is left open.",
            "The change and its students are clear, with a first way to see whether it works.",
            "The change, its students, the reason to expect a gain and how it is measured are all clear.",
        ),
    ),
    Criterion(
        "readiness",
        "Readiness and capacity",
        "Who does the work, with how much time, and has the district carried such work before?",
        25,
        _levels(
            "Nobody is named by office.",
            "Offices are named, without time.",
            "Offices and time are named, but the time looks too short.",
            "Offices and time fit the work.",
            "Offices and time fit, and earlier work of the kind was carried through.",
        ),
    ),
    Criterion(
        "support",
        "Board and community support",
        "Do the board, the staff and the families know of it, and do they stand behind it?",
        15,
        _levels(
            "No support is mentioned.",
            "The superintendent alone supports it.",
            "The board knows of it.",
            "Board and staff took part in the plan.",
            "Board, staff and families took part, and say what they will do.",
        ),
    ),
    Criterion(
        "fit",
        "Fit with the PLC",
        "Does the work belong to the chosen PLC, so that the district gives and gains there?",
        15,
        _levels(
            "It does not belong to the chosen PLC.",
            "It touches the PLC's topic.",
            "It belongs to the topic; what the district gains is clear.",
            "It belongs to the topic; what the district gains and gives is clear.",
            "It moves the PLC's own question forward.",
        ),
    ),
    Criterion(
        "benefit",
        "Benefit to other districts, rural ones first",
        "Could other districts of Mississippi, above all small and rural ones, use what is learned?",
        15,
        _levels(
            "It can work in this district only.",
            "Others could learn of it, but hardly do it.",
            "Districts of the same size could do it.",
            "Most districts could do it, with help.",
            "Small and rural districts could do it with the means they have.",
        ),
    ),
)


def to_json(criteria: Iterable[Criterion]) -> list[dict[str, Any]]:
    """Criteria as they are kept with a panel."""
    return [{**asdict(each), "levels": [list(level) for level in each.levels]} for each in criteria]


def from_json(data: Iterable[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    """Criteria from what a panel keeps."""
    return tuple(
        Criterion(**{**each, "levels": tuple((points, anchor) for points, anchor in each["levels"])}) for each in data
    )


def default_rubric() -> list[dict[str, Any]]:
    """The sample rubric, as a new panel keeps it."""
    return to_json(DEFAULT_RUBRIC)


def problems(criteria: Sequence[Criterion]) -> list[str]:
    """Why these criteria cannot be scored by, in sentences; none where they can."""
    found = [] if criteria else ["A rubric needs at least one criterion."]
    if len({each.key for each in criteria}) != len(criteria):
        found.append("Two criteria have the same key.")
    for each in criteria:
        points = [level[0] for level in each.levels]
        if each.weight <= 0:
            found.append(f"“{each.name}” needs a weight above 0.")
        if len(points) < 2 or points != sorted(set(points)):
            found.append(f"“{each.name}” needs at least two levels, from low to high.")
    return found


def total(criteria: Sequence[Criterion], levels: Mapping[str, int]) -> Decimal | None:
    """The weighted score from 0 (all lowest) to 100 (all highest), to a tenth; None while a criterion is open."""
    if not criteria or any(each.key not in levels for each in criteria):
        return None
    reached = Decimal(0)
    for each in criteria:
        low, high = each.levels[0][0], each.levels[-1][0]
        reached += Decimal(each.weight) * (levels[each.key] - low) / (high - low)
    return (100 * reached / sum(each.weight for each in criteria)).quantize(TENTH, ROUND_HALF_UP)


def mean(totals: Iterable[Decimal]) -> Decimal | None:
    """The mean of totals, to a tenth; None without any."""
    known = list(totals)
    return (sum(known, Decimal(0)) / len(known)).quantize(TENTH, ROUND_HALF_UP) if known else None


def spread(totals: Mapping[int, Decimal]) -> Spread | None:
    """How far totals (by reviewer) lie apart; None below three. An outlier is far from the median.

    Of the others, and of all: with three, the one who stands alone would draw the others' median to itself.
    """
    if len(totals) < LEAST_FOR_SPREAD:
        return None
    values = list(totals.values())
    middle = median(values)
    apart = [
        reviewer
        for reviewer, value in totals.items()
        if abs(value - middle) > OUTLIER_BOUND
        and abs(value - median(other for who, other in totals.items() if who != reviewer)) > OUTLIER_BOUND
    ]
    deviation = Decimal(pstdev(values)).quantize(TENTH, ROUND_HALF_UP)
    return Spread(max(values) - min(values), deviation, tuple(sorted(apart)))
