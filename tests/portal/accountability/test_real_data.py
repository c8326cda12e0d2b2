"""The real files, loaded once: what is in the portal then, and that no hidden count can be worked out."""

import csv
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.accountability import queries
from portal.accountability.demonstration import FOLDER, load
from portal.accountability.models import AssessmentResult, ComponentScore, ImportRun, Level, Rating
from portal.districts.models import County, District, School

RESULTS_CSV = FOLDER / "ms_maap_results_2018_2022.csv"


@pytest.fixture(scope="module")
def loaded(django_db_setup: Any, django_db_blocker: Any) -> Iterator[float]:
    """The demonstration's data, rolled back after the last test; gives the seconds of work it took."""
    with django_db_blocker.unblock(), transaction.atomic():
        start = time.process_time()
        load()
        yield time.process_time() - start
        transaction.set_rollback(True)


def imported(kind: str, name: str, *options: str) -> dict[str, Any]:
    """What the command says."""
    out = StringIO()
    call_command("import", kind, str(FOLDER / name), *options, stdout=out, stderr=StringIO())
    report: dict[str, Any] = json.loads(out.getvalue())
    return report


def accounted(report: dict[str, Any]) -> int:
    """The rows that the report accounts for."""
    places = {finding["row"] for finding in report["findings"]}
    return sum(report[name] for name in ("created", "changed", "unchanged")) + len(places)


def test_load_fills_the_portal_in_time(loaded: float):
    assert (District.objects.count(), County.objects.count(), Rating.objects.count()) == (161, 82, 239)
    assert AssessmentResult.objects.count() > 13_400
    assert ComponentScore.objects.count() == 8 * 13
    assert loaded < 12


def test_load_again_changes_nothing_and_is_quick(loaded: float):
    runs = ImportRun.objects.count()
    start = time.process_time()
    assert load() == []
    assert time.process_time() - start < 2
    assert ImportRun.objects.count() == runs


@pytest.mark.parametrize(
    ("kind", "name", "rows", "findings"),
    [
        ("districts", "ms_districts.csv", 161, 0),
        ("schools", "ms_schools_2018_2022.csv", 1747, 26),
        ("grades", "ms_district_letter_grades_2016_2019_partial.csv", 239, 0),
        ("components", "ms_2019_district_components_8.csv", 8, 0),
        ("results", "2018_maap_results.xlsx", 6951, 64),
        ("results", "2022_maap_ela_math.xlsx", 6719, 131),
        ("results", "ms_maap_results_2018_2022.csv", 13_670, 195),
    ],
)
def test_import_again_finds_nothing_to_change(loaded: float, kind: str, name: str, rows: int, findings: int):
    start = time.process_time()
    report = imported(kind, name)
    assert time.process_time() - start < 10
    assert (report["rows"], report["created"], report["changed"]) == (rows, 0, 0)
    assert (report["unchanged"], len(report["findings"])) == (rows - findings, findings)
    assert accounted(report) == rows


def test_import_components_agrees_with_what_was_published(loaded: float):
    computed = imported("components", "ms_2019_district_components_8.csv")["computed"]
    assert len(computed) == 8
    assert all(abs(row["published"] - row["computed"]) <= 0.5 and row["grade"] == "A" for row in computed)


def test_import_keeps_suppressed_cells_as_they_were_printed(loaded: float):
    hidden = AssessmentResult.objects.filter(tested=None)
    assert hidden.count() > 200
    assert all(row.marks["tested"] == "*" and row.level_1 is None for row in hidden)
    assert not AssessmentResult.objects.filter(tested__lt=10).exists()


def test_load_reads_the_workbooks_as_the_csv_made_from_them(loaded: float):
    with RESULTS_CSV.open(encoding="utf-8", newline="") as file:
        lines = [row for row in csv.DictReader(file) if row["level"] == "state"]
    states = {(row.year, row.subject, row.test): row for row in AssessmentResult.objects.filter(level=Level.STATE)}
    assert len(states) == len(lines) == 28
    for line in lines:
        row = states[int(line["year"]), line["subject"], line["test"]]
        assert (row.tested, round(row.level_4 or 0, 5)) == (int(line["test_takers"]), float(line["pct_l4"]))


def test_load_names_districts_readably(loaded: float):
    assert District.objects.get(pk="2801320").name == "DeSoto County School District"
    assert District.objects.get(pk="2801320").county_id == "28033"
    assert District.objects.get(pk="2802880").county.region == "south"


def rank(rows: list[list[Fraction]]) -> int:
    """The rank of a matrix, exactly."""
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((place for place in range(found, len(rows)) if rows[place][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for place in range(found + 1, len(rows)):
            factor = rows[place][column] / rows[found][column]
            rows[place] = [mine - factor * other for mine, other in zip(rows[place], rows[found], strict=True)]
        found += 1
    return found


def test_released_leaves_no_hidden_count_to_be_worked_out(loaded: float):
    """Each district's total is the sum of its schools: solve for what is hidden, test by test."""
    blocks: dict[tuple[Any, ...], list[queries.Result]] = defaultdict(list)
    for result in queries.released():
        blocks[result.year, result.subject, result.test, result.leaid].append(result)
    derived, hidden_in_all = [], 0
    for about, block in blocks.items():
        hidden = [result for result in block if result.is_hidden]
        hidden_in_all += len(hidden)
        if not hidden or not any(result.level == Level.DISTRICT for result in block):
            continue
        equation = [Fraction(-1 if result.level == Level.DISTRICT else 1) for result in hidden]
        for place in range(len(hidden)):
            unit = [Fraction(int(column == place)) for column in range(len(hidden))]
            if rank([equation, unit]) == rank([equation]):
                derived.append(about)
    assert hidden_in_all > AssessmentResult.objects.filter(tested=None).count()
    assert derived == []


def test_released_hides_a_second_school_where_mde_hid_one(loaded: float):
    desoto = School.objects.get(district="2801320", name="Desoto Central Primary")
    grade_3 = [row for row in queries.released(year=2018, subject="ELA", test="3", district="2801320")]
    hidden = [row for row in grade_3 if row.is_hidden]
    assert len(hidden) == 2
    assert desoto.pk in {row.school_id for row in hidden}


def test_state_proficiency_is_what_mde_announced(loaded: float):
    assert queries.state_proficiency()[2018, "ELA"] == 39.8


def test_district_proficiency_counts_only_what_may_be_shown(loaded: float):
    corinth = District.objects.get(pk="2801260")
    shares = queries.district_proficiency(corinth)
    assert [(share.subject, share.year) for share in shares] == [
        ("ELA", 2018),
        ("ELA", 2022),
        ("MATH", 2018),
        ("MATH", 2022),
    ]
    assert all(share.percent and share.tested and not share.left_out for share in shares)


def test_queries_ask_the_same_number_of_questions_for_all_districts(loaded: float):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        queries.proficiency_by_district(2018, "ELA")
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as asked:
        queries.district_proficiency(District.objects.get(pk="2801320"))
    assert len(asked) == 2


def test_grade_by_district_says_only_what_a_file_says(loaded: float):
    assert queries.latest_grade_year() == 2019
    grades = queries.grade_by_district(2019)
    assert grades["2801260"] in "AB"
    assert len(grades) == Rating.objects.filter(year=2019).count() < 161
    assert queries.grade_by_district(None) == {}
