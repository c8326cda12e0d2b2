"""Tables for spreadsheets: comma-separated, and safe to open, since no cell that people wrote can act as a formula."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

# OWASP, CSV injection: what a spreadsheet takes for the start of a formula, full-width forms included.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def safe_cell(value: Any) -> Any:
    """Numbers stay numbers; a text that a spreadsheet would run gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(FORMULA_STARTS) else text


def csv_answer(filename: str, header: list[str], rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """A table to keep as a file."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow([safe_cell(cell) for cell in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    response = HttpResponse(table.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
