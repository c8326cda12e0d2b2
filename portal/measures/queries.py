"""Reads of measures: boards of readings, their charts for any page, what was frozen and what changed since."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings

from portal.measures.models import Measure, Reading, Revision, Snapshot
from portal.measures.policies import sees_small_groups
from portal.measures.runchart import (
    Cell,
    Chart,
    Definition,
    Place,
    cell_from,
    cell_of,
    chart,
    definition_from,
    definition_of,
    hidden_readings,
    is_small,
    months_between,
    pooled,
)
from portal.ui import charts

HIDDEN, MISSING = "hidden", "missing"


@dataclass(frozen=True)
class Board:
    """A measure's readings, as they stand or as they were frozen, and which of them others may not see."""

    definition: Definition
    cells: list[Cell]
    hidden: frozenset[int] = field(default=frozenset())

    @property
    def shown(self) -> list[Cell]:
        """What all who may read the measure see, and all that any average is made of."""
        return [cell for cell in self.cells if cell.value is not None and cell.reading not in self.hidden]

    @property
    def months(self) -> list[date]:
        """Every month from the first reading to the last."""
        there = [cell.month for cell in self.cells if cell.value is not None]
        return months_between(min(there), max(there)) if there else []

    def is_seen(self, cell: Cell, user: Any) -> bool:
        """Whether a person may see this reading: hidden ones only people of its district and facilitators."""
        return cell.reading not in self.hidden or sees_small_groups(user, cell.district)

    def value_words(self, cell: Cell | None, user: Any) -> str:
        """A reading as a person may see it."""
        if cell is None or cell.value is None:
            return MISSING
        return charts.figure(float(cell.value)) if self.is_seen(cell, user) else HIDDEN

    def together(self) -> Chart:
        """The chart of all schools together, the same for every reader."""
        averages = pooled(self.shown)
        values = {month: average.value for month, average in averages.items()}
        last = averages[max(averages)].places if averages else 0
        of = f", the average of {last} schools and districts" if last > 1 else ", of one school or district"
        title = self.definition.title
        return chart(title, self.definition, values, self.months, of=of, left_out=len(self.hidden))

    def at(self, place: Place, label: str, user: Any = None) -> Chart:
        """The chart of one school, or of a district as a whole, with the values that this reader may see."""
        own = [cell for cell in self.cells if cell.place == place and cell.value is not None]
        seen = {cell.month: float(cell.value or 0) for cell in own if self.is_seen(cell, user)}
        scope = tuple(float(cell.value or 0) for cell in self.shown)
        held = (min(scope), max(scope)) if scope else ()
        missing = len(own) - len(seen)
        return chart(label, self.definition, seen, self.months, left_out=missing, scope=held, with_goal=False)


def cells_of(measures: Iterable[Measure]) -> dict[int, list[Cell]]:
    """The readings of measures, by measure, in one query."""
    found: dict[int, list[Cell]] = defaultdict(list)
    readings = Reading.objects.filter(measure__in=[measure.pk for measure in measures])
    for reading in readings.select_related("district", "school").order_by("district__name", "school__name", "month"):
        found[reading.measure_id].append(cell_of(reading))
    return found


def make_board(definition: Definition, cells: list[Cell]) -> Board:
    """A board, with what may not be shown worked out."""
    return Board(definition, cells, hidden_readings(cells, settings.SMALL_CELL_MINIMUM, definition))


def board_of(measure: Measure) -> Board:
    """The readings of one measure; its pathway is at hand."""
    return make_board(definition_of(measure), cells_of([measure]).get(measure.pk, []))


def chart_of(measure: Measure) -> Chart:
    """What `measures/chart.html` shows as `chart`, for any page of any app whose reader may read the measure."""
    return board_of(measure).together()


@dataclass(frozen=True)
class Measured:
    """A measure with its chart."""

    measure: Measure
    chart: Chart


def measures_of(pathway_ids: Iterable[int]) -> list[Measured]:
    """The measures of these PLCs with their charts, open ones first, in two queries however many there are."""
    found = list(Measure.objects.filter(pathway__in=list(pathway_ids)).select_related("pathway"))
    return with_charts(sorted(found, key=lambda measure: not measure.is_open))


def with_charts(measures: list[Measure]) -> list[Measured]:
    """These measures with their charts, in one query; their pathways are at hand."""
    cells = cells_of(measures)
    boards = {each.pk: make_board(definition_of(each), cells.get(each.pk, [])) for each in measures}
    return [Measured(measure, boards[measure.pk].together()) for measure in measures]


# What was frozen -------------------------------------------------------------------


def hash_of(definition: Any, readings: Any) -> str:
    """The SHA-256 of a frozen measure, in hexadecimal."""
    told = json.dumps([definition, readings], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def is_intact(snapshot: Snapshot) -> bool:
    """Whether a frozen measure is what was frozen."""
    return hash_of(snapshot.definition, snapshot.readings) == snapshot.sha256


def frozen_board(snapshot: Snapshot) -> Board:
    """The readings as they were frozen."""
    return make_board(definition_from(snapshot.definition), [cell_from(kept) for kept in snapshot.readings])


def frozen_chart(snapshot: Snapshot) -> Chart:
    """The run chart as it was when it was frozen, for `measures/chart.html`."""
    return frozen_board(snapshot).together()


@dataclass(frozen=True)
class Changed:
    """A change of a reading: where, of which month, what stood, what stands, who did it, when and why.

    Of small groups both values read “hidden” to who may not see them.
    """

    where: str
    month: date
    old: str
    new: str
    who: str
    when: datetime
    why: str


def changes_since(snapshot: Snapshot, user: Any = None) -> list[Changed]:
    """What was written of readings after a measure was frozen, the newest first; without `user`, as all may see it."""
    frozen = {kept["reading"]: kept["version"] for kept in snapshot.readings}
    revisions = revisions_of(snapshot.measure)
    later = [each for each in revisions if each.version > frozen.get(each.reading_id, 0)]
    now = board_of(snapshot.measure)
    either = replace(now, hidden=now.hidden | frozen_board(snapshot).hidden)
    return told_changes(later, either, user)


def definition_changes(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    """What is said of a measure in other words since it was frozen: which part, the old words, the new ones."""
    frozen, now = snapshot.definition, definition_of(snapshot.measure).as_json()
    return [
        (name.replace("_", " "), _said(frozen[name]), _said(value))
        for name, value in now.items()
        if frozen[name] != value
    ]


def _said(value: Any) -> str:
    return {None: "", True: "yes", False: "no"}.get(value, str(value)) if not isinstance(value, str) else value


def revisions_of(measure: Measure) -> Any:
    """Every writing of a measure's readings, the newest first."""
    found = Revision.objects.filter(reading__measure=measure)
    return found.select_related("reading__school", "reading__district", "by")


def told_changes(revisions: Iterable[Revision], board: Board, user: Any) -> list[Changed]:
    """Changes as a reader may see them."""
    return [_told(revision, board, user) for revision in revisions]


def _told(revision: Revision, board: Board, user: Any) -> Changed:
    reading = revision.reading
    where = f"{reading.school}, {reading.district}" if reading.school else f"{reading.district} as a whole"
    old = _side(revision.old_value, revision.old_n, revision.old_note)
    new = _side(revision.new_value, revision.new_n, revision.new_note)
    why = revision.why
    if not sees_small_groups(user, reading.district_id):
        is_hidden = reading.pk in board.hidden
        old = HIDDEN if is_hidden or _is_small(revision.old_value, revision.old_n, board) else old
        new = HIDDEN if is_hidden or _is_small(revision.new_value, revision.new_n, board) else new
        why = "" if HIDDEN in (old, new) else why
    return Changed(where, reading.month, old, new, revision.by.name, revision.at, why)


def _is_small(value: Decimal | None, n: int | None, board: Board) -> bool:
    return is_small(value, n, settings.SMALL_CELL_MINIMUM, board.definition)


def _side(value: Decimal | None, n: int | None, note: str) -> str:
    if value is None:
        return MISSING
    words = charts.figure(float(value)) + (f" (n {n})" if n is not None else "")
    return f"{words}, “{note}”" if note else words
