"""Small files for tests, made in memory."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

GRADES = "leaid,district_key,accountability_year,grade,source"
GOOD = "2897001,Sample A,2019,A,sample list"
RESULTS = (
    "year,subject,test,level,district_name,school_name,avg_scale_score,pct_l1,pct_l2,pct_l3,pct_l4,pct_l5,test_takers"
)
DESIGNATIONS = "leaid,district_name,school_name,year,designation"
SCHOOLS = "year,leaid,district_name,school_name,tests_given,kind_inferred,points_scale_inferred"
DISTRICTS = "leaid,name_nces,county_fips,county"
COMPONENTS = (
    "district_name,grade,total_points,reading_prof,math_prof,history_prof,science_prof,reading_growth,math_growth,"
    "reading_growth_low25,math_growth_low25,el_progress,acceleration,ccr,participation,graduation_rate"
)
PETAL = "Sample A School District,A,754,64.7,77.6,80.6,82,72.7,89.2,55.1,63.1,80.79,84.7,47.8,>=95,88.5"


def csv_of(*lines: str, end: str = "\n", encoding: str = "utf-8") -> bytes:
    """A CSV file of these lines."""
    return (end.join(lines) + end).encode(encoding)


def grades(*lines: str, **options: Any) -> bytes:
    """A file of grades: the header, one good row in line 2, then these lines."""
    return csv_of(GRADES, GOOD, *lines, **options)


def result_line(**cells: str) -> str:
    """A line of a results file, good but for the cells named."""
    line = {
        "year": "2018",
        "subject": "ELA",
        "test": "3",
        "level": "district",
        "district_name": "Sample A School District",
        "school_name": "",
        "avg_scale_score": "",
        "pct_l1": "0.1",
        "pct_l2": "0.2",
        "pct_l3": "0.3",
        "pct_l4": "0.3",
        "pct_l5": "0.1",
        "test_takers": "84",
    }
    return ",".join((line | cells).values())


def results(**cells: str) -> bytes:
    """A results file with one line."""
    return csv_of(RESULTS, result_line(**cells))


def workbook(*sheets: tuple[str, list[list[Any]]], change: Callable[[Workbook], None] | None = None) -> bytes:
    """A workbook of these sheets."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def grades_workbook(*rows: list[Any], change: Callable[[Workbook], None] | None = None) -> bytes:
    """A workbook of grades: the header, one good row, then these rows."""
    return workbook(("Grades", [GRADES.split(","), good_row(), *rows]), change=change)


def good_row() -> list[Any]:
    """The good row of a workbook of grades."""
    return ["2897001", "Sample A", 2019, "A", "sample list"]


def published(rows: list[tuple[str, str, list[Any]]], *, title: str = "Grade 3 English Language Arts") -> bytes:
    """A workbook as MDE publishes it: (look, name, figures), look being bold, indented or plain."""
    header = [f"{title}\nDistrict/School", *(f"Level {level}\n(PCT)" for level in range(1, 6)), "Test-Takers"]

    def dress(book: Workbook) -> None:
        for place, (look, _, _) in enumerate(rows, start=2):
            cell = book["G3ELA_Sch"].cell(place, 1)
            cell.font = Font(bold=look == "bold")
            cell.alignment = Alignment(indent=1 if look == "indented" else 0)

    return workbook(("G3ELA_Sch", [header, *([name, *figures] for _, name, figures in rows)]), change=dress)


def rewrite(content: bytes, **parts: Callable[[bytes], bytes] | None) -> bytes:
    """A workbook with some of its parts changed, or left out (None); parts by the end of their name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = next((key for key in parts if re.sub(r"\W", "_", name).endswith(key)), None)
            change = parts[key] if key else (lambda same: same)
            if change is not None:
                new.writestr(name, change(old.read(name)))
    return out.getvalue()


def styled_empty_rows(count: int) -> bytes:
    """A workbook of grades with this many empty rows that carry a style."""

    def pad(sheet: bytes) -> bytes:
        rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % number for number in range(3, count + 1))
        return sheet.replace(b"</sheetData>", rows + b"</sheetData>")

    return rewrite(grades_workbook(), sheet1_xml=pad)
