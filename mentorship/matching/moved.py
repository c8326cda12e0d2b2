"""What moved in a mentored district: the measures that the two chose, before the mentorship and now.

Of each measure only the mentored district's own readings count, and of those only what any reader of the measure may
see: readings of small groups are left out. What went together is told, never that one made the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mentorship.matching.models import Match
from portal.measures.models import Direction, Measure
from portal.measures.queries import cells_of, make_board
from portal.measures.runchart import Cell, definition_of, pooled
from portal.ui import charts


@dataclass(frozen=True)
class Moved:
    """A measure of the district: the last month before it began, the newest since, and which way that is."""

    measure: Measure
    before: tuple[date, str] | None
    now: tuple[date, str] | None
    way: str


def moved(match: Match, measures: Iterable[Measure]) -> list[Moved]:
    """The measures of a mentorship as they stood and stand; one query, however many there are."""
    found = list(measures)
    cells = cells_of(found)
    return [_moved(match, measure, cells.get(measure.pk, [])) for measure in found]


def _moved(match: Match, measure: Measure, cells: list[Cell]) -> Moved:
    board = make_board(definition_of(measure), cells)
    own = [cell for cell in board.shown if cell.district == match.district_id]
    values = {month: each.value for month, each in pooled(own).items()}
    began = (match.started_at or match.proposed_at).date()
    earlier, later = [month for month in values if month <= began], [month for month in values if month > began]
    before, now = (max(earlier) if earlier else None), (max(later) if later else None)
    way = _way(values[before], values[now], measure) if before and now else ""
    return Moved(measure, _point(before, values), _point(now, values), way)


def _point(month: date | None, values: dict[date, float]) -> tuple[date, str] | None:
    return (month, charts.figure(values[month])) if month else None


def _way(before: float, now: float, measure: Measure) -> str:
    if before == now:
        return "unchanged"
    is_better = (now > before) == (measure.direction == Direction.HIGHER)
    return f"{charts.figure(abs(now - before))} {'better' if is_better else 'worse'}"
