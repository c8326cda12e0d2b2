"""Letter grades of districts by year, each with its source."""

from portal.accountability import cells
from portal.accountability.kinds.base import Cells, FileKind, Reading, Request, Want, read_rows
from portal.accountability.kinds.known import Known
from portal.accountability.kinds.schools import district_of
from portal.accountability.reading import Book, table_of

RENAMED = {"year": "accountability_year", "district_name": "district_key"}
REQUIRED = ("leaid", "accountability_year", "grade")
USED = ("district_key", "source")


def read(book: Book, request: Request, known: Known) -> Reading:
    """Every row the grade of a district in a year."""
    table = table_of(book, required=REQUIRED, known=USED, renamed=RENAMED)
    return read_rows(table, lambda row: rating(row, request, known))


def rating(row: Cells, request: Request, known: Known) -> list[Want]:
    """What one row says."""
    year = row.get("accountability_year", cells.year)
    grade = row.get("grade", cells.grade)
    source = row.get("source", cells.text, 200)
    leaid = district_of(row, known, "district_key")
    if request.year and year and year != request.year:
        row.complain("accountability_year", f"The year asked for is {request.year}.")
    about = f"{known.districts.get(leaid or '', '')}, {year}"
    values = {"grade": grade, "source": source} if source else {"grade": grade}
    return [Want("rating", (leaid, None, year), about, values, first={"source": source or request.name})]


KIND = FileKind("grades", ("rating",), read)
