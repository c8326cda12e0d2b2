"""The indicator export of another system: columns by headings, names matched, what is not sure asked; twice is once."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.measures.export import LEAVE_OUT, Known, Setting, read_export
from portal.measures.models import Measure, Reading, Revision
from tests.factories.measures import measured

ONE, TWO = Known("2899001", "Sample Elementary School"), Known("2899001", "Sample Middle School")
OTHER = Known("2899002", "Sample Elementary School")
SETTING = Setting("Sample indicator", "percent", [ONE, TWO], {"2899001": "Sample District A"})
BOTH = Setting("Sample indicator", "percent", [ONE, TWO, OTHER], SETTING.districts | {"2899002": "Sample District B"})
HEAD = "NCES id,School,Month,Value,n,Note\n"


def told(text: str, setting: Setting = SETTING, **answers: str) -> Any:
    return read_export(text, Setting(setting.title, setting.unit, setting.schools, setting.districts, answers))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("School,Date,Value\nSample Elem Sch,6/30/2018,41", "2899001,Sample Elementary School,6/30/2018,41,,"),
        ("Value;School Name;School Year\n41;SAMPLE ELEM;2017-18", "2899001,Sample Elementary School,2018-06,41,,"),
        ("School\tDate\tActual\tCount\nSample Elem\t2018-01\t41\t9", "2899001,Sample Elementary School,2018-01,41,9,"),
        ("Report of samples\n\nSchool,Date,Score,Comment\n,2018-01,41,Sample", "2899001,,2018-01,41,,Sample"),
        ("District,School,Date,Value\nSample District A,Sample Elem,2011-12,1",
         "2899001,Sample Elementary School,2011-12,1,,"),
    ],
)  # fmt: skip
def test_columns_are_found_by_their_headings(text: str, row: str) -> None:
    export = told(text)
    assert (export.text, export.questions, export.left_out) == (f"{HEAD}{row}\n", [], 0)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}2899001,Sample Elementary School,2018-01,41,,",
        "no table",
        "",
        'School,Date,Value\n"',
        "School,Date\nA,1",
    ],
)
def test_own_file_and_what_is_no_table_are_left_to_the_other_reader(text: str) -> None:
    export = told(text)
    assert export is None or export.text == HEAD


def test_level_of_development_is_a_score_and_only_of_a_score() -> None:
    text = "School,Date,Level\nSample Elem,2018-01,Limited Development\nSample Elem,2018-02,Full Implementation\n"
    text += "Sample Elem,2018-03,No development or implementation\n"
    as_score = Setting("Sample indicator", "score", SETTING.schools, SETTING.districts)
    assert [line.split(",")[3] for line in told(text, as_score).text.splitlines()[1:]] == ["1", "2", "0"]
    assert "Limited Development" in told(text).text


def test_school_that_is_not_sure_is_asked_the_likeliest_first() -> None:
    text = "School,Date,Value\nSampel Elementary,2018-01,41\nSample Middle,2018-01,42\n"
    (question,) = told(text).questions
    assert question.choices[0][0] == ONE.key
    assert question.choices[-1][0] == LEAVE_OUT
    answered = told(text, **{question.key: ONE.key})
    assert answered.questions == []
    assert ONE.name in answered.text
    left = told(text, **{question.key: LEAVE_OUT})
    assert (left.questions, left.left_out) == ([], 1)
    assert told(text, **{question.key: OTHER.key}).questions, "a school of another district is no answer"


def test_name_that_two_schools_have_is_asked_unless_the_district_is_named() -> None:
    (question,) = told("School,Date,Value\nSample Elem,2018-01,41\n", BOTH).questions
    assert {key for key, _ in question.choices} >= {ONE.key, OTHER.key}
    named = told("District,School,Date,Value\nSample District B,Sample Elem,2018-01,41\n", BOTH)
    assert named.text.splitlines()[1].startswith("2899002,Sample Elementary School")


def test_rows_of_other_districts_are_left_out() -> None:
    text = "NCES id,School,Date,Value\n2899002,Sample Elem,2018-01,41\n2899001,Sample Elem,2018-01,42\n"
    export = told(text)
    assert (export.text, export.left_out) == (f"{HEAD}2899001,Sample Elementary School,2018-01,42,,\n", 1)


def test_only_the_rows_of_the_indicator_are_read() -> None:
    text = "Indicator,School,Date,Value\nSample Indicator,Sample Elem,2018-01,41\nOther,Sample Elem,2018-01,7\n"
    assert told(text).text == f"{HEAD}2899001,Sample Elementary School,2018-01,41,,\n"
    renamed = text.replace("Sample Indicator", "ID05 Sample indicators")
    (question,) = told(renamed).questions
    assert [key for key, _ in question.choices] == ["ID05 Sample indicators", "Other"]
    assert "41" in told(renamed, indicator="ID05 Sample indicators").text


EXPORT = """Indicator,School,Date,Value,n
ID05 Sample share of teams,Sample Scool One,1/31/2026,41,40
ID05 Sample share of teams,Sample School Two,1/31/2026,43,40
ID06 Sample other,Sample School Two,1/31/2026,7,40
"""


@pytest.mark.django_db
def test_export_is_asked_looked_at_written_and_read_again_changes_nothing(
    pathway: Any, plc: Any, lead: Any, member: Any, school: Any, other_school: Any, client_for: Any
) -> None:
    measure = measured(pathway, actor=lead, title="Share of teams")
    where, browser = f"/measures/{measure.reference}/import/", client_for(member)

    def fields(page: Any) -> dict[str, str]:
        form = BeautifulSoup(page.content, "html.parser").select_one("main form")
        assert form is not None
        hidden = {each["name"]: each.get("value", "") for each in form.find_all("input", type="hidden")}
        return {name: str(said) for name, said in hidden.items() if name != "csrfmiddlewaretoken"}

    def through() -> Any:
        page = browser.post(where, {"file": SimpleUploadedFile("export.csv", EXPORT.encode(), "text/csv")})
        page = browser.post(where, fields(page) | {"indicator": ""})
        assert "This field is required" in page.content.decode()
        page = browser.post(where, fields(page) | {"indicator": "ID05 Sample share of teams"})
        name = f"school {school.district_id} Sample Scool One"
        assert str(school) in str(BeautifulSoup(page.content, "html.parser").find("select", {"name": name}))
        assert not Reading.objects.filter(month="2026-01-01", value=99).exists()
        return browser.post(where, fields(page) | {name: f"{school.district_id} {school.name}"})

    page = through()
    assert "2 readings would change" in page.content.decode()
    assert "1 of its rows is of other indicators" in page.content.decode()
    assert not Reading.objects.exists()
    assert browser.post(where, fields(page)).url == measure.get_absolute_url()
    written = {(each.school_id, int(each.value or 0)) for each in Reading.objects.all()}
    assert written == {(school.pk, 41), (other_school.pk, 43)}
    assert "Nothing: 2 rows say what stands here already." in through().content.decode()
    assert Revision.objects.count() == 2


@pytest.mark.django_db
def test_schools_of_a_district_that_is_not_ones_own_are_never_offered(
    measure: Measure, rival_school: Any, member: Any, client_for: Any
) -> None:
    text = f"School,Date,Value\n{rival_school.name} x,2026-01,41\n"
    page = client_for(member).post(f"/measures/{measure.reference}/import/", {"rows": text}).content.decode()
    assert "Which names are meant?" in page
    assert f"{rival_school.name}, " not in page
