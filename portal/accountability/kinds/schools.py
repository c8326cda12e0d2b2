"""Schools by district and year, as seen in the results; a school's years and spellings are gathered into one school."""

from collections import defaultdict
from typing import Any

from portal.accountability import cells
from portal.accountability.kinds.base import Cells, FileKind, Reading, Request, Want, read_rows
from portal.accountability.kinds.districts import other_name
from portal.accountability.kinds.known import Known
from portal.accountability.reading import Book, Row, table_of
from portal.districts.names import name_key

REQUIRED = ("year", "leaid", "district_name", "school_name")
USED = ("tests_given", "kind_inferred", "points_scale_inferred")
PASSED_OVER = ("ela_tested", "ela_prof_pct", "math_tested", "math_prof_pct")
RENAMED = {"kind": "kind_inferred", "points_scale": "points_scale_inferred"}
SCALES = ("700", "1000")


def read(book: Book, request: Request, known: Known) -> Reading:
    """Every row a school in a year."""
    table = table_of(book, required=REQUIRED, known=(*USED, *PASSED_OVER), renamed=RENAMED)
    seen: dict[tuple[Any, ...], Row] = {}
    reading = read_rows(table, lambda row: school(row, known, seen))
    gather(reading, known)
    return reading


def school(row: Cells, known: Known, seen: dict[tuple[Any, ...], Row]) -> list[Want]:
    """What one row says about a school in one year."""
    year = row.get("year", cells.year)
    name = row.get("school_name", cells.text, 120, needed=True)
    scale = row.get("points_scale_inferred", cells.one_of, SCALES)
    kind = row.get("kind_inferred", cells.text, 20)
    tests = row.get("tests_given", cells.text, 60)
    leaid = district_of(row, known)
    if leaid is None or row.findings:
        return []
    before = seen.setdefault((year, leaid, name), row.row)
    if before is not row.row:
        row.complain("school_name", f"Row {before.place} names the same school in the same year.")
    values = {"name": name, "year": year, "tests": tests or ""}
    values |= {"kind": kind} if "kind_inferred" in row.values else {}
    values |= {"points_scale": int(scale) if scale else None} if "points_scale_inferred" in row.values else {}
    want = Want("school", (leaid, name_key(name)), f"{name}, {known.districts[leaid]}", values)
    named = row.get("district_name", cells.text, 120)
    return [want, *(other_name(row, "district_name", named, leaid, known) if named else [])]


def district_of(row: Cells, known: Known, name_column: str = "district_name") -> str | None:
    """The district of a row by its id; a finding where it is unknown or its name is another district's."""
    leaid = row.get("leaid", cells.leaid)
    named = known.leaid_of(row.values.get(name_column))
    if leaid is None:
        return None
    if leaid not in known.districts:
        row.complain("leaid", "There is no district with this id in the portal.")
        return None
    if named is not None and named != leaid:
        row.complain(name_column, f"The name is that of {known.districts[named]} ({named}), the id says {leaid}.")
        return None
    return leaid


def gather(reading: Reading, known: Known) -> None:
    """Give all rows of one school the same wish: the newest name and kind, the years from first to last."""
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for _, wants in reading.wants:
        groups[wants[0].key].append(wants[0].values)
    joined = {key: _joined(rows, known.schools.get(key)) for key, rows in groups.items()}
    for _, wants in reading.wants:
        wants[0].values = joined[wants[0].key]


def _joined(rows: list[dict[str, Any]], existing: dict[str, Any] | None) -> dict[str, Any]:
    newest = max(rows, key=lambda row: (row["year"], len(row["tests"].split()), len(row["name"]), row["name"]))
    years = [row["year"] for row in rows]
    values: dict[str, Any] = {name: newest[name] for name in ("name", "kind", "points_scale") if name in newest}
    if existing:
        years += [year for year in (existing["first_year"], existing["last_year"]) if year]
        if (existing["last_year"] or 0) > newest["year"]:
            values = {name: existing[name] for name in values}
    return {**values, "first_year": min(years), "last_year": max(years)}


KIND = FileKind("schools", ("name", "school"), read, merges=True)
