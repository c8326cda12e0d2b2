"""`manage.py import`: JSON on standard output, non-zero exits on refusals, nothing written unless told to."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from portal.accountability.models import AssessmentResult, ComponentScore, Designation, ImportRun, Rating
from portal.core.models import StoredFile
from portal.districts.models import County, District, DistrictName, School
from tests.portal.accountability.tables import (
    COMPONENTS,
    DESIGNATIONS,
    DISTRICTS,
    GRADES,
    PETAL,
    SCHOOLS,
    csv_of,
    grades,
    results,
)

pytestmark = pytest.mark.usefixtures("known")
WRITTEN = (AssessmentResult, ComponentScore, Designation, ImportRun, Rating, StoredFile, District, DistrictName, School)


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Runs the command on a file with this content: the exit code and what it printed."""

    def imported(kind: str, content: bytes, *options: str, name: str = "sample.csv") -> tuple[int, dict[str, Any]]:
        file = tmp_path / name
        file.write_bytes(content)
        return called(kind, file, *options)

    return imported


def called(kind: str, file: Path, *options: str) -> tuple[int, dict[str, Any]]:
    out, code = StringIO(), 0
    try:
        call_command("import", kind, str(file), *options, stdout=out, stderr=StringIO())
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    return code, json.loads(out.getvalue())


def counts() -> list[int]:
    return [model.objects.count() for model in WRITTEN]


def test_import_without_confirm_writes_nothing(run: Any):
    before = counts()
    code, report = run("grades", grades("2897002,Sample B,2019,E,x"), "--json")
    assert code == 0
    assert report == {
        "rows": 2,
        "created": 1,
        "changed": 0,
        "unchanged": 0,
        "findings": [
            {"row": 3, "column": "grade", "value": "E", "reason": "A grade is A, B, C, D or F, and nothing besides."}
        ],
    }
    assert counts() == before


def test_import_with_confirm_writes_the_good_rows_and_only_once(run: Any):
    file = grades("2897002,Sample B,2019,E,x")
    assert run("grades", file, "--confirm")[1]["created"] == 1
    code, again = run("grades", file, "--confirm")
    assert (code, again["created"], again["changed"], again["unchanged"]) == (0, 0, 0, 1)
    rating = Rating.objects.get()
    assert (rating.district_id, rating.year, rating.grade, rating.source) == ("2897001", 2019, "A", "sample list")


def test_import_changes_what_a_later_file_says_otherwise(run: Any):
    run("grades", csv_of(GRADES, "2897001,Sample A,2019,B,first list"), "--confirm")
    assert run("grades", csv_of(GRADES, "2897001,Sample A,2019,A,second list"), "--confirm")[1]["changed"] == 1
    rating = Rating.objects.get()
    assert (rating.grade, rating.source) == ("A", "second list")


@pytest.mark.parametrize("option", ["--json", "--confirm"])
@pytest.mark.parametrize(
    ("kind", "content", "year"),
    [
        ("grades", b"", None),
        ("grades", csv_of("a,b", "1,2"), None),
        ("grades", csv_of(GRADES, "2897001,Sample A,2019,E,x"), None),
        ("nonsense", grades(), None),
        ("components", csv_of(COMPONENTS, PETAL), None),
        ("components", csv_of(COMPONENTS, PETAL), "19"),
        ("grades", grades(), "2020"),
    ],
)
def test_import_refuses_with_json_and_writes_nothing(
    run: Any, kind: str, content: bytes, year: str | None, option: str
):
    before = counts()
    code, report = run(kind, content, option, *(["--year", year] if year else []))
    assert code != 0
    assert report.get("error") or report["findings"]
    assert counts() == before


@pytest.mark.parametrize("path", ["/no/such/file.csv", "/", "nul\0.csv"])
def test_import_refuses_a_file_that_is_not_there(path: str):
    code, report = called("grades", Path(path))
    assert (code, "cannot be opened" in report["error"]) == (1, True)


def test_import_refuses_a_file_over_the_limit(run: Any, settings: Any):
    settings.MAX_UPLOAD_BYTES = 10
    code, report = run("grades", grades())
    assert (code, "larger than" in report["error"]) == (1, True)


def test_import_districts_keeps_leading_zeros_and_makes_county_and_names(run: Any):
    lines = [DISTRICTS, "0100200,NEW CO SCHOOL DIST,01073,Jefferson County", "2897050,OTHER DIST,28001,Adams County"]
    code, report = run("districts", csv_of(*lines), "--confirm")
    assert (code, report["created"]) == (0, 2)
    new = District.objects.get(pk="0100200")
    assert (new.name, new.county_id, new.county.name) == ("New County School District", "01073", "Jefferson County")
    assert DistrictName.objects.get(key="new county").district_id == "0100200"
    assert (County.objects.filter(pk__startswith="28").count(), County.objects.get(pk="28001").region) == (82, "south")


def test_import_schools_gathers_years_and_spellings(run: Any):
    lines = [
        "2018,2897001,Sample A,Oak Elem,3,elementary,700",
        "2022,2897001,Sample A,Oak Elementary School,3 4,elementary,700",
    ]
    assert run("schools", csv_of(SCHOOLS, *lines), "--confirm")[1]["created"] == 2
    oak = School.objects.get(key="oak elementary")
    assert (oak.name, oak.first_year, oak.last_year, oak.points_scale) == ("Oak Elementary School", 2018, 2022, 700)
    assert run("schools", csv_of(SCHOOLS, lines[0]))[1]["unchanged"] == 1


def test_import_results_keeps_a_suppressed_cell_as_printed(run: Any):
    cells = {f"pct_l{level}": "<5" for level in range(1, 6)}
    assert run("results", results(test_takers="<10", **cells), "--confirm")[0] == 0
    row = AssessmentResult.objects.get()
    assert (row.tested, row.level_1, row.marks["tested"], row.marks["level_1"]) == (None, None, "<10", "<5")


def test_import_results_makes_schools_it_does_not_know(run: Any):
    assert run("results", results(level="school", school_name="Elm School"), "--confirm")[0] == 0
    elm = School.objects.get(name="Elm School")
    assert (elm.district_id, AssessmentResult.objects.get().school_id) == ("2897001", elm.pk)


def test_import_components_compares_with_the_published_total(run: Any):
    code, report = run("components", csv_of(COMPONENTS, PETAL), "--confirm", "--year", "2019")
    assert code == 0
    assert report["computed"] == [
        {"district": "Sample A School District", "published": 754.0, "computed": 754.04, "grade": "A"}
    ]
    participation = ComponentScore.objects.get(component="participation")
    assert (participation.value, participation.published) == (None, ">=95")
    assert Rating.objects.get().total_points == 754


def test_import_components_without_a_figure_has_no_total(run: Any):
    _, report = run("components", csv_of(COMPONENTS, PETAL.replace(",47.8,", ",,")), name="sample_2019.csv")
    assert report["computed"][0]["computed"] is None
    assert report["created"] == 1


def test_import_components_then_grades_then_components_settles(run: Any):
    components, one_grade = csv_of(COMPONENTS, PETAL), csv_of(GRADES, "2897001,Sample A,2019,A,a list")
    run("components", components, "--confirm", "--year", "2019")
    assert run("grades", one_grade, "--confirm")[1]["changed"] == 1
    assert run("components", components, "--confirm", "--year", "2019")[1]["unchanged"] == 1
    assert run("grades", one_grade, "--confirm")[1]["unchanged"] == 1


def test_import_components_refuses_another_grade_than_the_portal_has(run: Any):
    run("grades", csv_of(GRADES, "2897001,Sample A,2019,C,a list"), "--confirm")
    code, report = run("components", csv_of(COMPONENTS, PETAL), "--confirm", "--year", "2019")
    assert (code, "The portal has C" in report["findings"][0]["reason"]) == (1, True)
    assert Rating.objects.get().grade == "C"


def test_import_designations_names_the_school_and_its_file(run: Any):
    lines = [DESIGNATIONS, "2897001,Sample A,Sample School,2022,CSI", "2897001,Sample A,Sample School,2022,XYZ"]
    assert run("designations", csv_of(*lines), "--confirm")[1]["created"] == 1
    found = Designation.objects.get()
    assert (found.school.name, found.designation, found.source) == ("Sample School", "CSI", "sample.csv")


def test_import_districts_leaves_what_the_file_does_not_speak_of(run: Any):
    District.objects.filter(pk="2897001").update(latitude=34.5, city="Oak", status_note="sample")
    lines = [DISTRICTS, "2897001,SAMPLE A SCHOOL DIST,28001,Adams County"]
    code, report = run("districts", csv_of(*lines), "--confirm")
    assert (code, report["changed"]) == (0, 1)
    district = District.objects.get(pk="2897001")
    assert (district.latitude, district.city, district.status_note, district.county_id) == (
        34.5,
        "Oak",
        "sample",
        "28001",
    )


def test_import_schools_leaves_what_the_file_does_not_speak_of(run: Any):
    School.objects.update(kind="elementary", points_scale=700)
    lines = ["year,leaid,district_name,school_name", "2023,2897001,Sample A,Sample School"]
    assert run("schools", csv_of(*lines), "--confirm")[1]["changed"] == 1
    school = School.objects.get()
    assert (school.kind, school.points_scale, school.first_year, school.last_year) == ("elementary", 700, 2018, 2023)


def test_import_grades_without_a_source_keeps_the_one_on_record(run: Any):
    run("grades", grades(), "--confirm")
    assert run("grades", csv_of("leaid,accountability_year,grade", "2897001,2019,A"), "--confirm")[1]["unchanged"] == 1
    assert run("grades", csv_of("leaid,accountability_year,grade", "2897001,2018,B"), "--confirm")[1]["created"] == 1
    sources = dict(Rating.objects.values_list("year", "source"))
    assert sources == {2019: "sample list", 2018: "sample.csv"}


def test_import_lists_findings_in_the_order_of_the_file(run: Any):
    lines = [
        "2897002,Sample B,2019,B,x",
        "2897003,Closed,2019,E,x",
        "# note",
        "2897002,Sample B,2019,B,x",
        "0100130,,x,A,x",
    ]
    _, report = run("grades", grades(*lines))
    assert [finding["row"] for finding in report["findings"]] == [4, 5, 6, 7]
