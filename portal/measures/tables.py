"""A measure's readings as tables: by school and month on its page, and row by row in a file."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.conf import settings

from portal.measures.entry import HIDDEN
from portal.measures.models import Measure, Reading
from portal.measures.policies import sees_small_groups
from portal.measures.queries import Board, board_of
from portal.measures.runchart import Place, month_words

LATEST_MONTHS = 6


def places_of(board: Board, own: Collection[str]) -> list[tuple[Place, str, str]]:
    """The schools and districts that have readings, with their names; the reader's own districts first."""
    found = {
        cell.place: (cell.place, cell.school_name or "The district as a whole", cell.district_name)
        for cell in board.cells
        if cell.value is not None
    }
    return sorted(found.values(), key=lambda told: (told[0][0] not in own, told[2], told[0][1] is not None, told[1]))


def by_school(
    board: Board, places: Sequence[tuple[Place, str, str]], user: Any
) -> tuple[list[str], list[dict[str, Any]]]:
    """The newest six months in words, and for each place its values in them, with its chart."""
    months = board.months[-LATEST_MONTHS:]
    at = {(cell.place, cell.month): cell for cell in board.cells}
    rows = [
        {
            "name": name,
            "district": district,
            "cells": [_shown(board, at.get((place, month)), user) for month in months],
            "chart": board.at(place, f"{name}, {district}", user),
        }
        for place, name, district in places
    ]
    return [month_words(month) for month in months], rows


def _shown(board: Board, cell: Any, user: Any) -> dict[str, Any]:
    """A value as the reader may see it, with its n and note; `small` where others do not see it."""
    words = board.value_words(cell, user)
    if cell is None or cell.value is None or words == HIDDEN:
        return {"words": words}
    return {"words": words, "n": cell.n, "note": cell.note, "small": cell.reading in board.hidden}


def file_rows(measure: Measure, user: Any) -> Iterable[list[Any]]:
    """A row for each reading that has a value; of hidden ones only where and when."""
    hidden = board_of(measure).hidden
    found = Reading.objects.filter(measure=measure, value__isnull=False)
    ordered = found.select_related("district", "school", "entered_by").order_by("district", "school__name", "month")
    for each in ordered:
        where = [each.district_id, str(each.district), str(each.school or ""), f"{each.month:%Y-%m}"]
        if each.pk in hidden and not sees_small_groups(user, each.district_id):
            yield [*where, HIDDEN, HIDDEN, "", "", ""]
            continue
        yield [*where, each.value, each.n, each.note, each.entered_by.name, f"{each.entered_at:%Y-%m-%d}"]


def small_minimum() -> int:
    """The least number of students whose value is shown to all."""
    return settings.SMALL_CELL_MINIMUM
