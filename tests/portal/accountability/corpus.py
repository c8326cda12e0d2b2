"""The bad inputs: each with what must become of it. Numbers are those of the list of bad inputs, C1 to C7.

An outcome is a refusal of the whole file ("...a part of the sentence"), or (good rows, {place: part of a reason}).
"""

import datetime
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook

from tests.portal.accountability.tables import (
    COMPONENTS,
    DESIGNATIONS,
    DISTRICTS,
    GOOD,
    GRADES,
    PETAL,
    RESULTS,
    SCHOOLS,
    csv_of,
    good_row,
    grades,
    grades_workbook,
    published,
    result_line,
    results,
    rewrite,
    styled_empty_rows,
    workbook,
)

Outcome = str | tuple[int, dict[Any, str]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
CLEAN: Outcome = (1, {})


@dataclass(frozen=True)
class Case:
    """A file, its name and kind, and what must become of it."""

    name: str
    content: bytes
    outcome: Outcome
    kind: str = "grades"
    file: str = "sample.csv"


def book_case(name: str, content: bytes, outcome: Outcome, kind: str = "grades") -> Case:
    """A case in a workbook."""
    return Case(name, content, outcome, kind, "sample_2018.xlsx")


def _hidden_first(book: Workbook) -> None:
    book.create_sheet("Old", 0).append(["leaid"])
    book["Old"].sheet_state = "hidden"


def _hidden_rows(book: Workbook) -> None:
    book["Grades"].row_dimensions[3].hidden = True


def _filtered(book: Workbook) -> None:
    book["Grades"].auto_filter.ref = "A1:E3"
    book["Grades"].row_dimensions[3].hidden = True


def _merged(book: Workbook) -> None:
    book["Grades"].merge_cells("A2:A3")


def _merged_header(book: Workbook) -> None:
    book["Grades"].merge_cells("A1:B1")


def _percent(book: Workbook) -> None:
    book["Results"]["K2"].number_format = "0%"


def _second(book: Workbook) -> None:
    book.create_sheet("Other").append(["x"])


SECOND = "2897002,Sample B,2019,B,list"
FILES = [
    Case("1 empty file", b"", "is empty"),
    Case("2 header only", csv_of(GRADES), "no rows"),
    Case("3 UTF-8 with a mark", grades(encoding="utf-8-sig"), CLEAN),
    Case("4 UTF-16 LE", b"\xff\xfe" + grades(encoding="utf-16-le"), CLEAN),
    Case("4 UTF-16 LE without a mark", grades(encoding="utf-16-le"), CLEAN),
    Case("5 UTF-16 BE", b"\xfe\xff" + grades(encoding="utf-16-be"), CLEAN),
    Case("6 Windows-1252", grades("2897002,Sample B,2019,B,list of “é’", encoding="cp1252"), (2, {})),
    Case("7 Latin-1 said to be UTF-8", b"\xef\xbb\xbf" + grades("2897002,é,2019,B,x", encoding="latin-1"), "UTF-8"),
    Case("8 mixed line ends", f"{GRADES}\r\n{GOOD}\n{SECOND}\r".encode(), (2, {})),
    Case("9 no final newline", f"{GRADES}\n{GOOD}".encode(), CLEAN),
    Case("10 NUL bytes", grades("2897002,Sam\0ple B,2019,B,x"), "NUL character in line 3"),
    Case("11 semicolons", csv_of(GRADES.replace(",", ";"), GOOD.replace(",", ";")), CLEAN),
    Case("12 tabs", csv_of(GRADES.replace(",", "\t"), GOOD.replace(",", "\t")), CLEAN),
    Case("13 bars", csv_of(GRADES.replace(",", "|"), GOOD.replace(",", "|")), CLEAN),
    Case("14 one cell of 10 MB", grades(f"2897002,{'x' * 10_000_000},2019,B,x"), "longer than 131,072 characters"),
    Case("15 1,000 columns", csv_of(",".join(f"column{number}" for number in range(1_000)), GOOD), "1,000 columns"),
    Case("16 1,000,000 rows", f"{GRADES}\n".encode() + b"2897001\n" * 1_000_000, "more than 200,000 rows"),
    Case("17 .xls renamed .xlsx", OLE, "old .xls form", file="sample.xlsx"),
    Case("18 .xlsx renamed .csv", grades_workbook(), "rename it to .xlsx"),
    Case("19 password", OLE + "EncryptedPackage".encode("utf-16-le"), "password", file="sample.xlsx"),
    Case("20 HTML saved as .xls", b"<html><table><tr><td>leaid</td></tr></table></html>", "web page", file="a.xls"),
    Case("CSV renamed .xlsx", grades(), "not an Excel workbook", file="sample.xlsx"),
    Case("only spaces", b" \n \n", "is empty"),
    Case("not a text at all", b"\x81\x8d\x8f\x90" * 50, "unknown encoding"),
]
SYNTAX = [
    Case("21 unclosed quote", grades('2897002,"Sample B,2019,B,x'), "never closed"),
    Case("22 quote inside unquoted", grades('2897002,Sample "B" here,2019,B,x'), (2, {})),
    Case("22 text after a quote", grades('2897002,"Sample" B,2019,B,x'), "quotation mark"),
    Case("23 doubled quotes", grades('2897002,"Sample ""B""",2019,B,x'), (2, {})),
    Case("24 newline in a cell", grades('2897002,Sample B,2019,B,"a\nb"', "2897003,,2019,E,x"), (2, {5: "A grade is"})),
    Case("25 trailing delimiter", csv_of(GRADES + ",", GOOD + ","), CLEAN),
    Case("26 short row", grades("2897002,Sample B,2019"), (1, {3: "Cells in this row: 3"})),
    Case("27 long row", grades(SECOND + ",more,cells"), (1, {3: "more cells"})),
    Case("28 blank lines between", grades("", "", SECOND), (2, {})),
    Case("29 comment line", grades("# made by hand", SECOND), (2, {3: "comment"})),
    Case("30 header again", grades(GRADES, SECOND), (2, {3: "repeats the header"})),
    Case("31 footer", grades("Source: MDE"), (1, {3: "Cells in this row: 1"})),
    Case("32 totals row", grades(",State,2019,B,x"), (1, {3: "is empty"})),
    Case(
        "32 grand total in results",
        results(level="district", district_name="Grand Total"),
        (0, {2: "no district"}),
        "results",
    ),
]
HEADERS = [
    Case("33 missing column", csv_of("leaid,grade,source", "2897001,A,x"), "“accountability_year” is missing"),
    Case("34 twice the same", csv_of(GRADES + ",grade", GOOD + ",B"), "more than once"),
    Case("35 other capitals", csv_of(GRADES.upper(), GOOD), CLEAN),
    Case("36 spaces around", csv_of(GRADES.replace(",", "\u00a0, "), GOOD), CLEAN),
    Case("37 layout of another year", csv_of("LEAID,District,Official Grade", "2897001,Sample A,A"), "is missing"),
    Case("38 other order", csv_of("grade,leaid,accountability_year", "A,2897001,2019"), CLEAN),
    Case("39 unknown column", csv_of(GRADES + ",colour", GOOD + ",red"), CLEAN),
    book_case("40 merged header", grades_workbook(change=_merged_header), (0, {2: "more cells"})),
    Case(
        "41 two header rows",
        csv_of(GRADES, "NCES,District,Year,Grade,Source", GOOD),
        (1, {2: "exactly 7"}),
    ),
    Case("42 empty header", csv_of(GRADES + ",", GOOD + ",something"), (0, {2: "more cells"})),
    book_case(
        "43 header with newline",
        workbook(("G", [["LEAID\n", "accountability\nyear", "grade"], ["2897001", 2019, "A"]])),
        CLEAN,
    ),
    Case("44 look-alike letters", csv_of(GRADES.replace("leaid", "le\u0430id"), GOOD), "another alphabet"),
]
KEYS = [
    Case("45 leading zero lost", grades("100130,Zero,2019,B,x"), (1, {3: "leading zero may have been lost"})),
    Case("45 leading zero kept", grades("0100130,Zero,2019,B,x"), (2, {})),
    Case("45 lost to 130", grades("130,Zero,2019,B,x"), (1, {3: "leading zero may have been lost"})),
    Case("46 as a float", grades("100130.0,Zero,2019,B,x"), (1, {3: "leading zero may have been lost"})),
    Case("46 seven digits as a float", grades("2897002.0,Sample B,2019,B,x"), (1, {3: "exactly 7 digits"})),
    Case("47 in scientific form", grades("2.899002E+06,Sample B,2019,B,x"), (1, {3: "exactly 7 digits"})),
    Case("48 with a dash", grades("28-99002,Sample B,2019,B,x"), (1, {3: "exactly 7 digits"})),
    Case("48 with a space", grades("28 99002,Sample B,2019,B,x"), (1, {3: "exactly 7 digits"})),
    Case("digits of another script", grades("２８９９００２,Sample B,2019,B,x"), (1, {3: "exactly 7 digits"})),
    Case("49 unknown district", grades("2812345,Nowhere,2019,B,x"), (1, {3: "no district with this id"})),
    Case(
        "49 unknown district by name", results(district_name="Nowhere"), (0, {2: "no district of this name"}), "results"
    ),
    Case("50 closed district", grades("2897003,Closed,2016,F,x"), (2, {})),
    Case("51 the same twice", grades(GOOD), (1, {3: "Row 2 says the same"})),
    Case("52 the same, other grade", grades("2897001,Sample A,2019,F,x"), (0, {2: "Row 3", 3: "Row 2"})),
    Case("52 three times", grades("2897001,Sample A,2019,F,x", GOOD), (0, {2: "Row 3", 3: "Row 2", 4: "Row 2"})),
    Case("53 name and id disagree", grades("2897002,Sample A School District,2019,B,x"), (1, {3: "the id says"})),
    Case("54 trailing space in the id", grades("2897002 ,Sample B,2019,B,x"), (1, {3: "exactly 7 digits"})),
    Case(
        "54 trailing space in the name",
        csv_of(DESIGNATIONS, "2897001,Sample A ,Sample School ,2022,CSI"),
        CLEAN,
        "designations",
    ),
    Case("55 charter code", grades("28A9002,Charter,2019,B,x"), (1, {3: "exactly 7 digits"})),
    Case("56 999 totals", grades("999,State,2019,B,x"), (1, {3: "exactly 7 digits"})),
    Case("57 code of another year", grades("2897009,Old code,2012,B,x"), (1, {3: "no district with this id"})),
    Case(
        "58 school of another district",
        csv_of(DESIGNATIONS, "2897002,Sample B,Sample School,2022,CSI"),
        (0, {2: "Sample A School District"}),
        "designations",
    ),
    Case(
        "the same school twice",
        csv_of(SCHOOLS, *["2018,2897001,Sample A,Sample School,3,elementary,700"] * 2),
        (1, {3: "same school"}),
        "schools",
    ),
    Case(
        "a name of two districts",
        csv_of(DISTRICTS, "2897008,SAMPLE A SCHOOL DIST,28001,Adams"),
        (0, {2: "name of district"}),
        "districts",
    ),
    Case(
        "county code without its zero",
        csv_of(DISTRICTS, "0100130,ZERO,1073,Jefferson"),
        (0, {2: "leading zero"}),
        "districts",
    ),
]
NOT_GRADES = {
    **{
        "59 a": "a",
        "60 A and a space": "A ",
        "61 A+": "A+",
        "62 E": "E",
        "63 F*": "F*",
        "64 empty": "",
        "65 N/A": "N/A",
    },
    **{"65 NA": "NA", "65 -": "-", "65 *": "*", "65 #N/A": "#N/A", "65 #REF!": "#REF!", "full width": "Ａ", "AB": "AB"},
}
NOT_COUNTS = {
    **{
        "65 N/A": "N/A",
        "65 NA": "NA",
        "65 -": "-",
        "65 #REF!": "#REF!",
        "67 thousands": '"1,000"',
        "68 comma": '"84,5"',
    },
    **{
        "64 empty": "",
        "70 negative": "-1",
        "71 too many": "99999999",
        "72 NaN": "NaN",
        "72 inf": "inf",
        "73 1e309": "1e309",
    },
    **{"74 apostrophe": "'84", "75 in brackets": "(12)", "a part": "84.5", "with a sign": "+84", "other digits": "८४"},
}
NOT_SHARES = {
    **{"69 87": "87", "69 87 %": "87 %", "69 87%": "87%", "70 negative": "-0.1", "72 NaN": "nan", "72 inf": "-inf"},
    **{"73 1e309": "1e309", "68 comma": '"0,3"', "75 in brackets": "(0.3)", "64 empty": "", "78 over 100 %": "1.3"},
}
SUPPRESSED = ("*", "<5", ">95", "<10", "<=10", ">=95", "<5%")
NUMBERS = [
    *(
        Case(f"{name} as a grade", grades(f"2897002,,2019,{cell},x"), (1, {3: "grade is"}))
        for name, cell in NOT_GRADES.items()
    ),
    *(
        Case(f"{name} as a count", results(test_takers=cell), (0, {2: "This"}), "results")
        for name, cell in NOT_COUNTS.items()
    ),
    *(
        Case(f"{name} as a share", results(pct_l3=cell), (0, {2: "This"}), "results")
        for name, cell in NOT_SHARES.items()
    ),
    *(Case(f"66 {mark} is kept", results(pct_l1=mark, test_takers=mark), CLEAN, "results") for mark in SUPPRESSED),
    Case(
        "67 points with a comma",
        csv_of(COMPONENTS, PETAL.replace("754", '"1,000.5"')),
        (0, {2: "commas"}),
        "components",
    ),
    Case(
        "71 points over the most", csv_of(COMPONENTS, PETAL.replace("754", "1754")), (0, {2: "between"}), "components"
    ),
    Case(
        "72 NaN as a component",
        csv_of(COMPONENTS, PETAL.replace("64.7", "NaN")),
        (0, {2: "not a number"}),
        "components",
    ),
    Case(
        "76 grade against the cuts",
        csv_of(COMPONENTS, PETAL.replace(",A,", ",B,")),
        (0, {2: "by the cut scores"}),
        "components",
    ),
    Case(
        "77 parts against the total",
        csv_of(COMPONENTS, PETAL.replace("754", "700")),
        (0, {2: "components make 754.0"}),
        "components",
    ),
    Case("77 shares that make no whole", results(pct_l3="0.9"), (0, {2: "add up"}), "results"),
    Case(
        "78 participation over 100",
        csv_of(COMPONENTS, PETAL.replace(">=95", "101")),
        (0, {2: "between 0 and 100"}),
        "components",
    ),
    Case("66 a suppressed component", csv_of(COMPONENTS, PETAL.replace("64.7", "<5")), CLEAN, "components"),
]
NOT_YEARS = {
    **{"79 ambiguous": "02/03/2027", "80 two digits": "19", "81 serial": "46083", "83 31 Feb": "2027-02-31"},
    **{"84 29 Feb": "2027-02-29", "85 skipped hour": "2027-03-14 02:30", "86 hour twice": "2027-11-07 01:30"},
    **{"87 24:00": "24:00", "88 a span": "2019-2018", "90 0001": "0001", "90 9999": "9999", "91 noon CST": "noon CST"},
    **{
        "92 far zone": "2027-01-01T00:00+14:00",
        "a school year": "2018-19",
        "not whole": "2019.5",
        "as a float": "2019.0",
    },
}
DATES = [
    *(Case(name, grades(f"2897002,,{cell},B,x"), (1, {3: "This"})) for name, cell in NOT_YEARS.items()),
    book_case(
        "82 a date cell", grades_workbook(["2897002", "", datetime.date(2019, 7, 1), "B", "x"]), (1, {3: "a date"})
    ),
    Case(
        "89 another year than asked",
        csv_of(RESULTS, result_line(year="2018"), result_line(year="1899")),
        (1, {3: "between"}),
        "results",
    ),
]
BOMB = rewrite(grades_workbook(), sheet1_xml=lambda sheet: sheet + b" " * (210 * 1024 * 1024))
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
PUBLISHED = [
    ("bold", "Sample A School District", [0.1, 0.2, 0.3, 0.3, 0.1, 84]),
    ("indented", "Sample School", ["*"] * 6),
]
SPREADSHEETS = [
    book_case("93 formula", grades_workbook(["2897002", "", 2019, '=IF(1,"B","A")', "x"]), (1, {3: "formula"})),
    book_case("94 formula never computed", grades_workbook(["2897002", "", "=2000+19", "B", "x"]), (1, {3: "formula"})),
    book_case(
        "95 external link", grades_workbook(["2897002", "", "=[other.xlsx]Sheet1!A1", "B", "x"]), (1, {3: "formula"})
    ),
    book_case("96 hidden sheet first", grades_workbook(change=_hidden_first), CLEAN),
    book_case(
        "97 hidden rows", grades_workbook([*SECOND.split(",")[:2], 2019, "B", "x"], change=_hidden_rows), (2, {})
    ),
    book_case(
        "98 merged cells", grades_workbook(["2897002", "", 2019, "B", "x"], change=_merged), (1, {3: "is empty"})
    ),
    book_case("99 filtered rows", grades_workbook(["2897002", "", 2019, "B", "x"], change=_filtered), (2, {})),
    book_case("100 error cells", grades_workbook(["2897002", "", 2019, "#N/A", "x"]), (1, {3: "error"})),
    book_case("101 date as text", grades_workbook(["2897002", "", "7/1/2019", "B", "x"]), (1, {3: "not a number"})),
    book_case("102 1,048,576 styled empty rows", styled_empty_rows(1_048_576), CLEAN),
    Case("103 macros", grades_workbook(), "macros", file="sample.xlsm"),
    book_case("104 no content types", rewrite(grades_workbook(), Content_Types__xml=None), "parts of it are missing"),
    book_case("id as a number", grades_workbook([2897002, "", 2019, "B", "x"]), (2, {})),
    book_case(
        "id as a number without its zero", grades_workbook([100130, "", 2019, "B", "x"]), (1, {3: "leading zero"})
    ),
    book_case("yes as a year", grades_workbook(["2897002", "", True, "B", "x"]), (1, {3: "yes or no"})),
    book_case("two sheets", grades_workbook(change=_second), "this file has 2"),
    book_case("zip bomb", BOMB, "far more than it should"),
    book_case("external entity", rewrite(grades_workbook(), sheet1_xml=lambda sheet: ENTITY + sheet), "cannot be read"),
    book_case("cut in half", grades_workbook()[:2_000], "parts of it are missing"),
    book_case("sheet that is no XML", rewrite(grades_workbook(), sheet1_xml=lambda sheet: b"\0\1\2"), "cannot be read"),
    book_case(
        "69 percent style",
        workbook(("Results", [RESULTS.split(","), result_line().split(",")]), change=_percent),
        CLEAN,
        "results",
    ),
    book_case("as published", published(PUBLISHED), (2, {}), "results"),
    book_case("published without its bold", published([("plain", *PUBLISHED[0][1:])]), (0, {2: "neither"}), "results"),
    book_case(
        "published with a formula",
        published([("bold", "Sample A School District", [0.1, 0.2, 0.3, 0.3, 0.1, "=84"])]),
        (0, {2: "formula"}),
        "results",
    ),
    book_case(
        "published in other words", published(PUBLISHED, title="Grade 9 Basket Weaving"), "is missing", "results"
    ),
]
CASES = [*FILES, *SYNTAX, *HEADERS, *KEYS, *NUMBERS, *DATES, *SPREADSHEETS]
__all__ = ["CASES", "Case", "good_row"]
