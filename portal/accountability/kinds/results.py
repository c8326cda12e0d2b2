"""Test results: MDE's workbooks as published (a sheet for each test), or one CSV file with all of them."""

from typing import Any

from portal.accountability import cells
from portal.accountability.kinds.base import Cells, FileKind, Reading, Request, Want, read_rows
from portal.accountability.kinds.known import Known
from portal.accountability.kinds.mde_workbook import is_published_workbook, table_of_workbook
from portal.accountability.models import Level, Subject, Test
from portal.accountability.reading import Book, table_of
from portal.districts.names import name_key

REQUIRED = (
    *("year", "subject", "test", "level", "district_name", "school_name"),
    *("avg_scale_score", "pct_l1", "pct_l2", "pct_l3", "pct_l4", "pct_l5", "test_takers"),
)
SHARES = ("pct_l1", "pct_l2", "pct_l3", "pct_l4", "pct_l5")
MOST_TESTED = 1_000_000
MOST_AVERAGE = 2_000
SUM_TOLERANCE = 0.02


def read(book: Book, request: Request, known: Known) -> Reading:
    """Every row the result of one test for the state, a district or a school."""
    if book.is_workbook and is_published_workbook(book):
        table = table_of_workbook(book, request)
    else:
        table = table_of(book, required=REQUIRED, known=())
    return read_rows(table, lambda row: result(row, request, known))


def result(row: Cells, request: Request, known: Known) -> list[Want]:
    """What one row says, and the school it is about where the portal does not know it yet."""
    year = row.get("year", cells.year)
    if request.year and year and year != request.year:
        row.complain("year", f"The year asked for is {request.year}.")
    subject = row.get("subject", cells.one_of, Subject.values)
    test = row.get("test", cells.one_of, Test.values)
    level = row.get("level", cells.one_of, Level.values)
    if not (subject and test and level):
        row.complain("test", "The subject, the test and the level are needed.")
    values = figures(row)
    leaid, school = about(row, level, known)
    names = [known.districts.get(leaid or "", "Mississippi"), school]
    words = ", ".join(str(part) for part in (*filter(None, reversed(names)), subject, test, year))
    wants = [Want("result", (year, subject, test, leaid, name_key(school) or None), words, {"level": level, **values})]
    if leaid and school and (leaid, name_key(school)) not in known.schools:
        first = {"name": school, "first_year": year, "last_year": year}
        wants.append(Want("school", (leaid, name_key(school)), f"{school}, {names[0]}", first=first))
    return wants


def about(row: Cells, level: str | None, known: Known) -> tuple[str | None, str]:
    """The district's id and the school's name that the row is about."""
    district = row.get("district_name", cells.text, 120, needed=level != Level.STATE)
    school = row.get("school_name", cells.text, 120, needed=level == Level.SCHOOL) or ""
    if level == Level.STATE and district:
        row.complain("district_name", "A row of the state names no district.")
    if level != Level.SCHOOL and school:
        row.complain("school_name", "Only a row of a school names one.")
    leaid = known.leaid_of(district) if district else None
    if district and leaid is None:
        row.complain("district_name", "There is no district of this name in the portal.")
    return leaid, school


def figures(row: Cells) -> dict[str, Any]:
    """The average, the five shares and the count; what is suppressed is kept as the mark that was printed."""
    marks: dict[str, str] = {}
    values: dict[str, Any] = {
        "average": figure(row, "avg_scale_score", "average", marks, cells.number, 0, MOST_AVERAGE)
    }
    for place, column in enumerate(SHARES, start=1):
        values[f"level_{place}"] = figure(row, column, f"level_{place}", marks, cells.number, 0, 1)
    values["tested"] = figure(row, "test_takers", "tested", marks, cells.whole, 0, MOST_TESTED)
    shares = [values[f"level_{place}"] for place in range(1, 6)]
    if not row.findings and None not in shares and abs(sum(shares) - 1) > SUM_TOLERANCE:
        row.complain("pct_l1", f"The five shares add up to {sum(shares):.3f}, not to 1.")
    return {**values, "marks": marks}


def figure(row: Cells, column: str, name: str, marks: dict[str, str], read: Any, low: int, high: int) -> Any:
    """One figure, or None with its mark where it is suppressed; only the average may be left empty."""
    printed = cells.mark(row.values.get(column))
    if printed:
        marks[name] = printed
        return None
    if name == "average":
        return row.maybe(column, read, low, high)
    return row.get(column, read, low, high)


KIND = FileKind("results", ("school", "result"), read)
