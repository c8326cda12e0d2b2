"""What districts' and schools' pages, the directory and its download show of grades and results."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accountability import queries
from portal.accountability.models import AssessmentResult, ComponentScore
from portal.accountability.providers import results_of_district
from portal.districts.models import District
from tests.factories.accountability import (
    DesignationFactory,
    KnownDistrictFactory,
    KnownSchoolFactory,
    RatingFactory,
    ResultFactory,
)


@pytest.fixture
def oak(db: Any) -> District:
    """A district of three schools: 60, 5 and 40 test takers; the least number to show is 10."""
    district = KnownDistrictFactory(name="Oak School District")
    for name, tested in (("Large", 60), ("Small", 5), ("Middle", 40)):
        school = KnownSchoolFactory(district=district, name=f"{name} School")
        ResultFactory(district=district, school=school, tested=tested)
    ResultFactory(district=district, tested=105)
    return district


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def page_of(client: Client, obj: Any) -> str:
    response = client.get(obj.get_absolute_url())
    assert response.status_code == 200
    return text_of(response)


def test_district_page_shows_results_and_grades_with_their_source(client: Client, oak: District):
    RatingFactory(district=oak, year=2019, grade="B", source="Sample list")
    page = page_of(client, oak)
    assert '<td class="number">40.0</td>' in page
    assert '<td class="number">105</td>' in page
    assert "2018–19" in page
    assert "Sample list" in page


def test_district_page_without_a_grade_shows_none(client: Client, oak: District):
    assert "Letter grades" not in page_of(client, oak)


def test_school_page_hides_a_small_group_and_the_one_that_gives_it_away(client: Client, oak: District):
    shown = {school.name: page_of(client, school) for school in oak.schools.all()}
    assert '<td class="number">60</td>' in shown["Large School"]
    for name, tested in (("Small School", 5), ("Middle School", 40)):
        assert f'<td class="number">{tested}</td>' not in shown[name]
        assert '<td class="number">40.0</td>' not in shown[name]
        assert "to protect students" in shown[name]


def test_results_follow_the_least_number_that_is_set(oak: District, settings: Any):
    settings.SMALL_CELL_MINIMUM = 5
    assert not any(result.is_hidden for result in queries.released(district=oak))
    settings.SMALL_CELL_MINIMUM = 50
    assert sum(result.is_hidden for result in queries.released(district=oak)) == 2


def test_results_keep_a_published_mark_hidden_whatever_is_set(oak: District, settings: Any):
    settings.SMALL_CELL_MINIMUM = 1
    AssessmentResult.objects.filter(tested=5).update(tested=None, level_4=None, level_5=None, marks={"tested": "*"})
    assert sum(result.is_hidden for result in queries.released(district=oak)) == 2


def test_district_page_marks_a_hidden_test(client: Client, oak: District):
    ResultFactory(district=oak, test="4", tested=7)
    panel = results_of_district(oak, None)
    assert panel
    assert (panel["hidden"], panel["subjects"][0]["years"][0].left_out) == (True, 1)
    assert '<td class="number">*</td>' in page_of(client, oak)


def test_district_page_shows_the_components_and_what_they_make(client: Client, oak: District):
    RatingFactory(district=oak, year=2019, grade="A", total_points=754)
    values = {
        **{"reading_prof": 64.7, "math_prof": 77.6, "history_prof": 80.6, "science_prof": 82, "reading_growth": 72.7},
        **{"math_growth": 89.2, "reading_growth_low25": 55.1, "math_growth_low25": 63.1, "el_progress": 80.79},
        **{"acceleration": 84.7, "ccr": 47.8, "graduation_rate": 88.5},
    }
    for code, value in values.items():
        ComponentScore.objects.create(district=oak, year=2019, component_id=code, value=value, published=str(value))
    ComponentScore.objects.create(district=oak, year=2019, component_id="participation", published=">=95")
    page = page_of(client, oak)
    assert "These make 754.0 points" in page
    assert "&gt;=95" in page


def test_district_page_says_when_a_total_is_not_available(client: Client, oak: District):
    RatingFactory(district=oak, year=2019)
    ComponentScore.objects.create(district=oak, year=2019, component_id="ccr", value=None, published="*")
    assert "Not available: a component is missing." in page_of(client, oak)


def test_school_page_shows_a_designation_with_its_file(client: Client, oak: District):
    school = oak.schools.first()
    assert "Designations" not in page_of(client, school)
    DesignationFactory(school=school, source="state-list.csv")
    page = page_of(client, school)
    assert "Comprehensive Support and Improvement (CSI)" in page
    assert "state-list.csv" in page


def test_directory_filters_and_lists_by_the_newest_grade(client: Client, oak: District):
    KnownDistrictFactory(name="Elm School District")
    assert "Grade in" not in text_of(client.get("/districts/"))
    RatingFactory(district=oak, year=2018, grade="D")
    RatingFactory(district=oak, year=2019, grade="B")
    assert "Grade in 2019" in text_of(client.get("/districts/"))
    found = {grade: text_of(client.get(f"/districts/?grade={grade}")) for grade in ("B", "D", "none")}
    assert ("Oak School District" in found["B"], "Elm School District" in found["B"]) == (True, False)
    assert "Oak School District" not in found["D"]
    assert ("Elm School District" in found["none"], "Oak School District" in found["none"]) == (True, False)


def test_directory_takes_any_grade(client: Client, oak: District):
    RatingFactory(district=oak)
    for grade in ("E", "%00", "😀", "B&grade=A"):
        assert client.get(f"/districts/?grade={grade}").status_code < 500


@pytest.mark.parametrize("many", [1, 3, 50])
def test_district_page_asks_the_same_number_of_questions(oak: District, many: int):
    for number in range(many):
        school = KnownSchoolFactory(district=oak, name=f"Extra {number} School")
        ResultFactory(district=oak, school=school)
        ResultFactory(district=oak, school=school, subject="MATH")
    with CaptureQueriesContext(connection) as asked:
        results_of_district(oak, None)
        queries.schools_of(oak)
    assert len(asked) == 3
