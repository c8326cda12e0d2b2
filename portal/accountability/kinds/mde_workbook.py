"""MDE's results workbooks as published: a sheet for each test, districts in bold, their schools indented below."""

import re
from typing import Any

from portal.accountability.kinds.base import Request
from portal.accountability.reading import Book, Row, Sheet, Table, Unreadable

TITLE = re.compile(r"^(grade (?P<grade>[3-8])|english ii|algebra i)\b", re.I)
BY_HEADER = {"average scale score": "avg_scale_score", "test-takers": "test_takers"}
TOTAL = "grand total"


def is_published_workbook(book: Book) -> bool:
    """At least one sheet begins with the title of a test."""
    return any(test_of(sheet) for sheet in book.sheets)


def test_of(sheet: Sheet) -> tuple[str, str] | None:
    """Subject and test of a sheet by its first cell ("Grade 3 English Language Arts / District/School"), or None."""
    title = " ".join(str(sheet.rows[0].cells[0] if sheet.rows else "").split()).casefold()
    found = TITLE.match(title)
    if not found or "district/school" not in title:
        return None
    if found["grade"]:
        return ("MATH" if "math" in title else "ELA"), found["grade"]
    return ("ELA", "EngII") if "english" in title else ("MATH", "AlgI")


def table_of_workbook(book: Book, request: Request) -> Table:
    """All tests of the workbook as one table, in the columns of the results CSV."""
    year = year_of(book, request)
    table = Table(columns=[])
    for sheet in book.sheets:
        test = test_of(sheet)
        if test is None:
            table.notes.append(f"Sheet “{sheet.name}” holds no test and was not read.")
        else:
            _add_sheet(table, sheet, {"year": year, "subject": test[0], "test": test[1]})
    return table


def year_of(book: Book, request: Request) -> int:
    """The year in the title of the summary sheet ("2018 MAAP ..."), else the one asked for or in the file's name."""
    titles = [str(cell) for sheet in book.sheets for row in sheet.rows[:2] for cell in row.cells[:2] if cell]
    found = {int(title[:4]) for title in titles if re.match(r"20\d\d MAAP", title)}
    said = found.pop() if len(found) == 1 else None
    if said and request.year and said != request.year:
        raise Unreadable(f"The workbook says {said}; the year asked for is {request.year}.")
    return said or request.year_needed()


def _add_sheet(table: Table, sheet: Sheet, fixed: dict[str, Any]) -> None:
    columns = _columns(sheet)
    district = ""
    for row in sheet.rows[1:]:
        name = str(row.cells[0] or "").strip() if row.cells else ""
        level = level_of(row, name)
        district = name if level == "district" else district
        about = {"level": level, "district_name": "" if level == "state" else district, "school_name": ""}
        if level == "school":
            about["school_name"] = name
        figures = {column: row.cells[place] if place < len(row.cells) else None for place, column in columns.items()}
        if not name or not level or (level == "school" and not district):
            table.ragged.append((row, "This row is neither a district in bold nor an indented school below one."))
        elif len(row.cells) > max(columns) + 1:
            table.ragged.append((row, "This row has more cells than the header."))
        else:
            table.rows.append((row, {**fixed, **about, "avg_scale_score": None, **figures}))


def level_of(row: Row, name: str) -> str:
    """The state's total, a district (bold, not indented) or a school (indented); empty where the look says neither."""
    if name.casefold() == TOTAL:
        return "state"
    if row.bold == bool(row.indent):
        return ""
    return "district" if row.bold else "school"


def _columns(sheet: Sheet) -> dict[int, str]:
    """Place to column, by the header's words; Unreadable where one is missing."""
    columns: dict[int, str] = {}
    for place, cell in enumerate(sheet.rows[0].cells[1:], start=1):
        words = " ".join(str(cell or "").split()).casefold()
        level = re.fullmatch(r"level ([1-5]) \(pct\)", words)
        column = f"pct_l{level[1]}" if level else BY_HEADER.get(words)
        if column is None or column in columns.values():
            raise Unreadable(f"Sheet “{sheet.name}”: the header “{words[:60]}” is not one this portal knows.")
        columns[place] = column
    missing = {"pct_l1", "pct_l2", "pct_l3", "pct_l4", "pct_l5", "test_takers"} - set(columns.values())
    if missing:
        raise Unreadable(f"Sheet “{sheet.name}” has no column for {sorted(missing)[0]}.")
    return columns
