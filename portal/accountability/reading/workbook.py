"""Reading workbooks: values only. Formulas and errors stay what they are; hidden sheets are named and left out."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook

from portal.accountability.reading.book import (
    MAX_COLUMNS,
    MAX_EMPTY_ROWS,
    MAX_ROWS,
    Book,
    Broken,
    Formula,
    Row,
    Sheet,
    Unreadable,
)
from portal.core.errors import NotAllowed
from portal.core.files import zip_names

HIDDEN = re.compile(rb"<(?:row|col)\b[^>]*\bhidden=\"(?:1|true)\"")
MERGED = re.compile(rb"<mergeCell\b")


def read_workbook(content: bytes, name: str) -> Book:
    """The visible sheets of an .xlsx file with their rows."""
    _check_archive(content, name)
    book = Book(is_workbook=True)
    try:
        source = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        visible = [sheet for sheet in source.worksheets if sheet.sheet_state == "visible"]
        hidden = [sheet.title for sheet in source.worksheets if sheet.sheet_state != "visible"]
        book.notes += [f"The hidden sheet “{title}” was not read." for title in hidden]
        for worksheet in visible:
            rows = list(_rows(worksheet, book, name, several=len(visible) > 1))
            book.sheets.append(Sheet(worksheet.title, rows))
        _note_hidden_and_merged(content, visible, book)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises nearly anything on a broken file
        raise Unreadable(f"“{name}” cannot be read as an Excel workbook. Please save it again as .xlsx.") from error
    if not any(sheet.rows for sheet in book.sheets):
        raise Unreadable(f"“{name}” has no visible sheet with rows.")
    return book


def _check_archive(content: bytes, name: str) -> None:
    try:
        names = zip_names(content)
    except NotAllowed as refusal:
        raise Unreadable(str(refusal)) from refusal
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Unreadable(f"“{name}” is not a whole Excel workbook: parts of it are missing.")
    if any(part.endswith("vbaProject.bin") for part in names):
        raise Unreadable(f"“{name}” holds macros. Please save it as .xlsx without them.")


def _rows(worksheet: Any, book: Book, name: str, *, several: bool) -> Iterator[Row]:
    worksheet.reset_dimensions()  # the file's own word for its size may be wrong and would cut rows off
    empty = count = 0
    for number, cells in enumerate(worksheet.iter_rows(), start=1):
        row = _row(f"{worksheet.title}!{number}" if several else number, cells)
        if len(row.cells) > MAX_COLUMNS:
            raise Unreadable(f"“{name}” has {len(row.cells):,} columns in row {row.place}; {MAX_COLUMNS} are read.")
        empty = empty + 1 if row.is_blank else 0
        if empty > MAX_EMPTY_ROWS:
            book.notes.append(f"Sheet “{worksheet.title}” was read to row {number}: the last {empty:,} rows are empty.")
            return
        if not row.is_blank:
            count += 1
            yield row
        if count > MAX_ROWS:
            raise Unreadable(f"“{name}” has more than {MAX_ROWS:,} rows. Please send it in parts.")


def _row(place: int | str, cells: tuple[Any, ...]) -> Row:
    values = [_value(cell) for cell in cells]
    while values and values[-1] is None:
        values.pop()
    row = Row(place, values)
    if values and values[0] is not None:
        row.bold = bool(cells[0].font.b)
        row.indent = int(cells[0].alignment.indent or 0)
    return row


def _value(cell: Any) -> Any:
    if cell.value is None:
        return None
    if cell.data_type == "f":
        return Formula(getattr(cell.value, "text", None) or str(cell.value))
    if cell.data_type == "e":
        return Broken(cell.value)
    return cell.value


def _note_hidden_and_merged(content: bytes, worksheets: list[Any], book: Book) -> None:
    """Hidden rows, columns and merged cells are read like others; the person is told."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for worksheet in worksheets:
            part = archive.read(worksheet._worksheet_path)
            if HIDDEN.search(part):
                book.notes.append(f"Sheet “{worksheet.title}” has hidden rows or columns. They were read too.")
            if MERGED.search(part):
                book.notes.append(f"Sheet “{worksheet.title}” has merged cells. Only the first of each counts.")
