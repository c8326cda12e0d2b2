"""A school's needs from its data: how far each subject and component lies below others, ranked.

need (0 to 1) = the weighted mean of the parts that are known, each cut off at 0 and 1:

- state (0.4): points below the state, of FULL_DISTANCE;
- like (0.4): points below the middle (median) of the schools like it, of FULL_DISTANCE;
- trend (0.1): points lost since the year before on record, of FULL_FALL;
- grade (0.1): points of the rating to the next grade, of FULL_BAND; for components of a rated school only.

A longer distance never lowers a need. There is a need only where the school lies below the state or the schools like
it, or has fallen: being short of the next grade alone names no weak spot. The newest year counts, and no older one in
its place. What is hidden gives no need, and that is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from statistics import median

from best_practices.reuse.facts import Figure, Rated, SchoolFacts, Statewide, one_decimal
from best_practices.reuse.likeness import like_schools

FULL_DISTANCE = 30.0  # points; in 2022 the lowest tenth of schools lay 32 below the state in mathematics, 24 in English
FULL_FALL = 15.0  # points; the spread (standard deviation) of schools' changes in mathematics from 2018 to 2022
FULL_BAND = 60.0  # points of the rating; grades on the 700-point scale are 49 to 65 wide (cut scores of 2018 to 2024)
MOST = 100.0  # the highest percent, and the highest score of a component


@dataclass(frozen=True)
class NeedWeights:
    """What the parts of a need count, none below zero; MDE may set them. Only their proportions matter."""

    state: float = 0.4
    like: float = 0.4
    trend: float = 0.1
    grade: float = 0.1

    def __post_init__(self) -> None:
        check_weights(self.__dict__)


@dataclass(frozen=True)
class Middle:
    """The median of the schools like one, to one decimal; how many they are, and the rule that chose them."""

    value: float
    count: int
    rule: str


@dataclass(frozen=True)
class NextGrade:
    """The next better grade of a school's rating, and the points to it.

    `alone`: how far one component would have to rise to give it without the others; None where it cannot.
    """

    year: int
    grade: str
    cut: float
    total: float
    points: float
    alone: float | None


@dataclass(frozen=True)
class Need:
    """Where a school stands in one measure, against all it is compared with. None is: not known, or not shown.

    Distances are positive where the school lies below. `weight` is 0 where there is no need.
    """

    target: str
    name: str
    year: int
    own: float
    tested: int | None = None
    left_out: int = 0
    state: float | None = None
    like: Middle | None = None
    before: Figure | None = None
    state_before: float | None = None
    next_grade: NextGrade | None = None
    parts: Mapping[str, float] = field(default_factory=dict)
    weight: float = 0.0

    @property
    def below_state(self) -> float | None:
        """Points below the state, to one decimal."""
        return None if self.state is None else one_decimal(self.state - self.own)

    @property
    def below_like(self) -> float | None:
        """Points below the middle of the schools like it, to one decimal."""
        return None if self.like is None else one_decimal(self.like.value - self.own)

    @property
    def change(self) -> float | None:
        """Points gained since the year before on record, to one decimal; negative where they were lost."""
        known = self.before is not None and self.before.value is not None
        return one_decimal(self.own - self.before.value) if known else None  # type: ignore[union-attr,operator]

    @property
    def state_change(self) -> float | None:
        """The same of the state."""
        known = self.state is not None and self.state_before is not None
        return one_decimal(self.state - self.state_before) if known else None  # type: ignore[operator]


@dataclass(frozen=True)
class Silence:
    """A measure of which nothing can be said: hidden to protect students, or without a result in the newest year."""

    target: str
    name: str
    year: int
    is_hidden: bool


@dataclass(frozen=True)
class Standing:
    """A school and what its data say: its needs, largest first; where it has none; where nothing can be said."""

    school: SchoolFacts
    needs: tuple[Need, ...] = ()
    others: tuple[Need, ...] = ()
    silences: tuple[Silence, ...] = ()

    @property
    def is_hidden_somewhere(self) -> bool:
        """Whether something was left out to protect students."""
        return any(each.left_out for each in (*self.needs, *self.others)) or any(
            each.is_hidden for each in self.silences
        )


def stand(school: SchoolFacts, state: Statewide, weights: NeedWeights | None = None) -> Standing:
    """All that a school's data say, measure by measure. Needs of the same weight go by the code of their measure."""
    found = [measure(school, target, state, weights or NeedWeights()) for target in sorted(school.measures)]
    known = sorted((each for each in found if isinstance(each, Need)), key=lambda need: (-need.weight, need.target))
    return Standing(
        school,
        tuple(need for need in known if need.weight > 0),
        tuple(need for need in known if need.weight <= 0),
        tuple(each for each in found if isinstance(each, Silence)),
    )


def measure(school: SchoolFacts, target: str, state: Statewide, weights: NeedWeights) -> Need | Silence:
    """Where a school stands in a measure in the newest year of that measure."""
    year, name = state.newest.get(target, 0), state.names.get(target, target)
    own = school.figure(target, year)
    if own is None or own.value is None:
        return Silence(target, name, year, is_hidden=own is not None)
    before = year_before(school.measures[target], own)
    need = Need(
        target=target,
        name=name,
        year=year,
        own=own.value,
        tested=own.tested,
        left_out=own.left_out,
        state=state.percents.get((target, year)),
        like=middle_of_like(school, target, year, state),
        before=before,
        state_before=state.percents.get((target, before.year)) if before else None,
        next_grade=next_grade(school.rated, target, own.value, year),
    )
    parts = parts_of(need)
    return replace(need, parts=parts, weight=weigh(parts, weights))


def year_before(history: tuple[Figure, ...], own: Figure) -> Figure | None:
    """The newest earlier figure that can be compared: both whole."""
    earlier = [each for each in history if each.year < own.year and each.is_whole and own.is_whole]
    return max(earlier, key=lambda each: each.year, default=None)


def middle_of_like(school: SchoolFacts, target: str, year: int, state: Statewide) -> Middle | None:
    """The middle of the schools like it that have a figure to show; None where they are too few."""
    like = like_schools(school, state, lambda other: other.value(target, year) is not None)
    if like is None:
        return None
    values = [other.value(target, year) or 0.0 for other in like.schools]
    return Middle(one_decimal(median(values)), len(values), like.rule.words)


def next_grade(rated: Rated | None, target: str, own: float, year: int) -> NextGrade | None:
    """The next grade of a rating of this year.

    None where the component does not count in it, its total is not known, or the grade is the best there is.
    """
    weight = rated.weights.get(target) if rated and rated.year == year else None
    if rated is None or not weight or rated.total is None:
        return None
    above = [(cut, grade) for grade, cut in rated.cuts.items() if cut > rated.total]
    if not above:
        return None
    cut, grade = min(above)
    points = round(cut - rated.total, 1)
    alone = one_decimal(points / weight)
    return NextGrade(year, grade, cut, rated.total, points, alone if own + alone <= MOST else None)


def parts_of(need: Need) -> dict[str, float]:
    """The parts of a need that are known, each 0 to 1."""
    below = {"state": need.below_state, "like": need.below_like}
    parts = {name: share_of(distance, FULL_DISTANCE) for name, distance in below.items() if distance is not None}
    if need.change is not None:
        parts["trend"] = share_of(-need.change, FULL_FALL)
    if need.next_grade is not None and any(parts.values()):
        parts["grade"] = share_of(need.next_grade.points, FULL_BAND)
    return parts


def weigh(parts: Mapping[str, float], weights: NeedWeights) -> float:
    """The weighted mean of the known parts, 0 to 1."""
    full = sum(getattr(weights, name) for name in parts)
    return sum(getattr(weights, name) * part for name, part in parts.items()) / full if full else 0.0


def share_of(distance: float, full: float) -> float:
    """A distance as a share of what counts fully, cut off at 0 and 1."""
    return max(0.0, min(1.0, distance / full))


def check_weights(weights: Mapping[str, object]) -> None:
    """ValueError unless all weights that are numbers are finite, none is below zero and one is above."""
    numbers = [value for value in weights.values() if isinstance(value, int | float)]
    if not all(0 <= value < float("inf") for value in numbers) or not any(numbers):
        raise ValueError("Weights are zero or more, and at least one is more than zero.")
