"""A sheet whose first row names its columns, as rows by column name."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from portal.accountability.reading.book import Book, Row, Unreadable


@dataclass
class Table:
    """Rows below a header. `ragged` holds the rows whose cells do not fit it, with the reason."""

    columns: list[str]
    rows: list[tuple[Row, dict[str, Any]]] = field(default_factory=list)
    ragged: list[tuple[Row, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[Row, dict[str, Any]]]:
        return iter(self.rows)


def header_key(text: Any) -> str:
    """A header as it is compared: without spaces around, line breaks, or a difference of capitals."""
    plain = unicodedata.normalize("NFKC", "" if text is None else str(text))
    plain = "".join(sign for sign in plain if unicodedata.category(sign)[0] != "C" or sign.isspace())
    return re.sub(r"\s+", "_", plain.strip()).casefold()


def table_of(
    book: Book, *, required: Iterable[str], known: Iterable[str], renamed: dict[str, str] | None = None
) -> Table:
    """The only sheet with rows as a table; Unreadable where columns are missing or named twice.

    `renamed` gives other words for a column; `known` are the columns that are used or knowingly passed over.
    """
    filled = [sheet for sheet in book.sheets if sheet.rows]
    if len(filled) != 1:
        names = ", ".join(sheet.name for sheet in filled)
        raise Unreadable(f"One sheet with rows is expected; this file has {len(filled)}: {names}.")
    header, *rows = filled[0].rows
    keys = [header_key(cell) for cell in header.cells]
    while keys and not keys[-1]:
        keys.pop()
    columns = [(renamed or {}).get(key, key) for key in keys]
    _check_header(columns, set(required))
    table = Table(columns)
    unused = [column for column in columns if column and column not in set(known) | set(required)]
    if unused:
        table.notes.append(f"These columns are not used: {', '.join(unused)[:200]}.")
    for row in rows:
        _add(table, row, book.is_workbook)
    return table


def _check_header(columns: list[str], required: set[str]) -> None:
    twice = [name for name, count in Counter(columns).items() if name and count > 1]
    if twice:
        raise Unreadable(f"The column “{twice[0]}” stands in the header more than once.")
    missing = sorted(required - set(columns))
    if not missing:
        return
    odd = [name for name in columns if not name.isascii()]
    hint = f" “{odd[0]}” is written with letters of another alphabet." if odd else ""
    found = ", ".join(name or "(empty)" for name in columns)[:200]
    raise Unreadable(f"The column “{missing[0]}” is missing. The header has: {found}.{hint}")


def _repeats_header(table: Table, row: Row) -> bool:
    return all(header_key(cell) == name for cell, name in zip(row.cells, table.columns, strict=False))


def _add(table: Table, row: Row, is_workbook: bool) -> None:
    wide = len(table.columns)
    beyond = [cell for cell in row.cells[wide:] if cell is not None and str(cell).strip()]
    unnamed = [
        cell for name, cell in zip(table.columns, row.cells, strict=False) if not name and str(cell or "").strip()
    ]
    if str(row.cells[0] or "").lstrip().startswith("#") and not is_workbook:
        table.ragged.append((row, "This line is a comment, not a row."))
    elif _repeats_header(table, row):
        table.ragged.append((row, "This row repeats the header."))
    elif beyond or unnamed:
        table.ragged.append((row, f"This row has more cells than the header, which names {wide} columns."))
    elif len(row.cells) < wide and not is_workbook:
        table.ragged.append((row, f"Cells in this row: {len(row.cells)}. Columns in the header: {wide}."))
    else:
        cells = row.cells + [None] * (wide - len(row.cells))
        table.rows.append((row, {name: cell for name, cell in zip(table.columns, cells, strict=False) if name}))
