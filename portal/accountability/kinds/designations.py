"""Schools that a file of the state names as CSI, TSI, ATSI or SAR."""

from portal.accountability import cells
from portal.accountability.kinds.base import Cells, FileKind, Reading, Request, Want, read_rows
from portal.accountability.kinds.known import Known
from portal.accountability.kinds.schools import district_of
from portal.accountability.models import DesignationType
from portal.accountability.reading import Book, table_of
from portal.districts.names import name_key

REQUIRED = ("leaid", "district_name", "school_name", "year", "designation")


def read(book: Book, request: Request, known: Known) -> Reading:
    """Every row one designation of a school in a year."""
    table = table_of(book, required=REQUIRED, known=())
    return read_rows(table, lambda row: designation(row, request, known))


def designation(row: Cells, request: Request, known: Known) -> list[Want]:
    """What one row says."""
    year = row.get("year", cells.year)
    if request.year and year and year != request.year:
        row.complain("year", f"The year asked for is {request.year}.")
    name = row.get("school_name", cells.text, 120, needed=True)
    kind = row.get("designation", cells.one_of, DesignationType.values)
    if kind == "":
        row.complain("designation", "This is empty.")
    leaid = district_of(row, known)
    key = (leaid or "", name_key(name or ""))
    if leaid and name and key not in known.schools:
        row.complain(
            "school_name", f"{known.districts[leaid]} has no school of this name.{known.other_place_of(key[1])}"
        )
    return [Want("designation", (*key, year, kind), f"{name}, {year}, {kind}", first={"source": request.name})]


KIND = FileKind("designations", ("designation",), read)
