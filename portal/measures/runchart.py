"""Readings of a measure as plain facts: what may be shown of them, what they are together, and their run charts.

Values of few students are left out of every figure that is shown to all, and so are those that a district's total
would give away by subtraction (portal/accountability/suppression.py). Who belongs to a district sees its own values.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from portal.accountability.suppression import Group, withheld
from portal.ui import charts

ENOUGH_FOR_BASELINE = 10
UNITS = {"percent": " percent", "minutes": " minutes"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
type Place = tuple[str, int | None]


def month_words(month: date) -> str:
    """A month as an axis and a table write it."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def months_later(month: date, count: int) -> date:
    """The first day of the month so many months later; earlier where the count is negative."""
    year, place = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(year, place + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """Every month from the first to the last, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [months_later(first, place) for place in range(count)]


@dataclass(frozen=True)
class Definition:
    """What a measure asks and how it is counted, as it stands or as it was frozen."""

    title: str
    question: str
    pathway: str
    kind: str
    unit: str
    direction: str
    counted: str
    numerator: str
    denominator: str
    is_about_students: bool
    goal: Decimal | None
    goal_by: date | None
    baseline_months: int | None

    def as_json(self) -> dict[str, Any]:
        """What a frozen measure keeps."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def _plain(value: Any) -> Any:
    return f"{value:.2f}" if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date) else value


def definition_of(measure: Any) -> Definition:
    """The definition of a measure as it stands; its pathway is at hand."""
    own = {field.name: getattr(measure, field.name) for field in fields(Definition)}
    return Definition(**{**own, "pathway": str(measure.pathway)})


def definition_from(kept: Mapping[str, Any]) -> Definition:
    """The definition that was frozen."""
    goal, goal_by = kept["goal"], kept["goal_by"]
    made = {"goal": goal and Decimal(goal), "goal_by": goal_by and date.fromisoformat(goal_by)}
    return Definition(**{**kept, **made})


@dataclass(frozen=True)
class Cell:
    """One reading: where, when, how much, of how many."""

    reading: int
    version: int
    district: str
    district_name: str
    school: int | None
    school_name: str
    month: date
    value: Decimal | None
    n: int | None
    note: str

    @property
    def place(self) -> Place:
        """The school, or the district as a whole."""
        return self.district, self.school

    def as_json(self) -> dict[str, Any]:
        """What a frozen measure keeps."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def cell_of(reading: Any) -> Cell:
    """A reading as it stands; its school and district are at hand."""
    school = reading.school
    where = {"district": reading.district_id, "district_name": str(reading.district), "school": reading.school_id}
    what = {name: getattr(reading, name) for name in ("version", "month", "value", "n", "note")}
    return Cell(reading=reading.pk, school_name=str(school) if school else "", **where, **what)


def cell_from(kept: Mapping[str, Any]) -> Cell:
    """A reading that was frozen."""
    value = kept["value"]
    return Cell(**{**kept, "month": date.fromisoformat(kept["month"]), "value": value and Decimal(value)})


# What may be shown -----------------------------------------------------------------


def is_small(value: Any, n: int | None, minimum: int, definition: Definition) -> bool:
    """Whether a value is of so few students that they could be recognised, or of nobody knows how many."""
    return value is not None and (definition.is_about_students if n is None else n < minimum)


def hidden_readings(cells: Iterable[Cell], minimum: int, definition: Definition) -> frozenset[int]:
    """The readings that others may not see: small groups, and those that a total beside them would give away."""
    there = [cell for cell in cells if cell.value is not None]
    counted = [cell for cell in there if definition.is_about_students or cell.n is not None]
    found: set[int] = set()
    for _, group in groupby(sorted(counted, key=_when_and_where), key=_when_and_where):
        beside = list(group)
        total = next((_group(cell, definition.unit) for cell in beside if cell.school is None), None)
        parts = [_group(cell, definition.unit) for cell in beside if cell.school is not None]
        found |= {int(str(name)) for name in withheld(total, parts, minimum)}
    return frozenset(found)


def _when_and_where(cell: Cell) -> tuple[date, str]:
    return cell.month, cell.district


def _group(cell: Cell, unit: str) -> Group:
    """A reading as the rule of suppression reads it; of averages nobody "did well", so half of them stand for it."""
    if cell.n is None:
        return Group(cell.reading, None)
    well = round(cell.value * cell.n / 100) if unit == "percent" and cell.value is not None else cell.n // 2
    return Group(cell.reading, cell.n, min(max(well, 0), cell.n))


# What they are together ------------------------------------------------------------


@dataclass(frozen=True)
class Pooled:
    """The average of a month, of how many schools and districts."""

    value: float
    places: int


def pooled(cells: Sequence[Cell]) -> dict[date, Pooled]:
    """The average of each month, each place counted by its n where all have one.

    A district as a whole counts only where none of its schools does.
    """
    there = [cell for cell in cells if cell.value is not None]
    with_schools = {(cell.month, cell.district) for cell in there if cell.school is not None}
    kept = [cell for cell in there if cell.school is not None or (cell.month, cell.district) not in with_schools]
    weighted = all(cell.n for cell in kept)
    by_month: dict[date, list[Cell]] = defaultdict(list)
    for cell in kept:
        by_month[cell.month].append(cell)
    return {month: _average(group, weighted) for month, group in sorted(by_month.items())}


def _average(group: list[Cell], weighted: bool) -> Pooled:
    weights = [cell.n or 0 if weighted else 1 for cell in group]
    whole = sum(float(cell.value or 0) * weight for cell, weight in zip(group, weights, strict=True))
    return Pooled(round(whole / sum(weights), 2), len(group))


# Run charts ------------------------------------------------------------------------


@dataclass(frozen=True)
class Chart:
    """What the run chart of a measure, or of one school of it, is drawn from."""

    label: str
    readings: list[tuple[str, float | None]]
    goal: float | None
    line: float | None
    line_words: str
    better: str
    sentence: str
    left_out: int
    scope: tuple[float, ...] = ()


def in_unit(value: float, unit: str) -> str:
    """A value with the word for its unit."""
    return charts.figure(value) + UNITS.get(unit, "")


def line_of(values: Sequence[float | None], baseline_months: int | None) -> tuple[float | None, str]:
    """The median that readings are compared with: of the baseline, or of all until there are ten readings."""
    if baseline_months and len(charts.present(values)) >= ENOUGH_FOR_BASELINE:
        first = next(place for place, value in enumerate(values) if value is not None)
        return charts.middle(values[first : first + baseline_months]), f"median of the first {baseline_months} months"
    return charts.middle(values), "median"


def chart(
    label: str,
    definition: Definition,
    values: Mapping[date, float],
    months: Sequence[date],
    *,
    of: str = "",
    left_out: int = 0,
    scope: tuple[float, ...] = (),
    with_goal: bool = True,
) -> Chart:
    """The chart of a value for each month; months without one are gaps.

    `of` tells what the last value is of; without `with_goal` the goal is drawn, but not told in words.
    """
    series = [values.get(month) for month in months]
    line, line_words = line_of(series, definition.baseline_months)
    goal = None if definition.goal is None else float(definition.goal)
    readings = list(zip(map(month_words, months), series, strict=True))
    sentence = told(definition if with_goal else replace(definition, goal=None), readings, line, line_words, of)
    return Chart(label, readings, goal, line, line_words, definition.direction, sentence, left_out, scope)


def told(
    definition: Definition, readings: list[tuple[str, float | None]], line: float | None, line_words: str, of: str
) -> str:
    """The measure in words: the last value, the median, the goal."""
    last = next(((when, value) for when, value in reversed(readings) if value is not None), None)
    if last is None or line is None:
        return "No values that can be shown yet."
    when, value = last
    parts = [
        f"{when}: {in_unit(value, definition.unit)}{of}.",
        f"The {line_words} is {in_unit(line, definition.unit)}.",
    ]
    if definition.goal is not None:
        parts.append(_goal_told(definition, value))
    return " ".join(parts)


def _goal_told(definition: Definition, value: float) -> str:
    goal = float(definition.goal or 0)
    by = f" by {month_words(definition.goal_by)}" if definition.goal_by else ""
    reached = value >= goal if definition.direction == "higher" else value <= goal
    away = "It is reached." if reached else f"{charts.figure(abs(goal - value))} to go."
    return f"The goal is {in_unit(goal, definition.unit)}{by}. {away}"
