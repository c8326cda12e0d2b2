"""A district's page and a school's page."""

import gzip
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accountability.models import AssessmentResult
from portal.districts.queries import miles_between, nearest_marked
from portal.districts.templatetags.districts import miles
from tests.factories.districts import CountyFactory, DistrictFactory, SchoolFactory
from tests.factories.network import NetworkMembershipFactory, PathwayFactory

pytestmark = pytest.mark.django_db


def test_district_page_tells_the_facts_in_words(client: Client) -> None:
    county = CountyFactory(fips="28003", name="Alcorn County", region="north")
    district = DistrictFactory(name="Corinth", county=county, locale="33", low_grade="PK", high_grade="12")
    page = client.get(district.get_absolute_url()).content.decode()
    for words in ("<h1>Corinth</h1>", "Alcorn County", "North", "Town, remote (33)", "PK to 12", "School district"):
        assert words in page
    assert "more than 35 miles from an urban area" in page


def test_district_page_without_facts_says_not_known(client: Client) -> None:
    district = DistrictFactory(county=None, locale="", latitude=None, longitude=None, city="")
    page = client.get(district.get_absolute_url()).content.decode()
    assert page.count("not known") >= 2
    assert "No schools are known yet" in page
    assert "No distances to show" in page


def test_district_page_shows_a_note_about_a_district_that_is_no_more(client: Client) -> None:
    district = DistrictFactory(status_note="closed 2018 into Holmes County Consolidated")
    assert "Closed 2018 into Holmes County Consolidated." in client.get(district.get_absolute_url()).content.decode()


def test_district_page_shows_its_membership_and_pathways(client: Client) -> None:
    district = DistrictFactory()
    topic = PathwayFactory(name="Career academies")
    NetworkMembershipFactory(district=district, role="exemplar", pathways=[topic], rests_on="MDE release")
    page = client.get(district.get_absolute_url()).content.decode()
    for words in (
        "In the network",
        "District of Innovation",
        "Wednesday, March 14, 2018",
        "Career academies",
        "MDE release",
    ):
        assert words in page


def test_district_page_says_when_a_district_left(client: Client) -> None:
    membership = NetworkMembershipFactory(state="left")
    page = client.get(membership.district.get_absolute_url()).content.decode()
    assert "Left the network." in page
    assert "Works on" not in page


def test_district_page_says_when_a_term_is_over_or_begins_later(client: Client) -> None:
    today = timezone.localdate()
    over = NetworkMembershipFactory(until=today - timedelta(days=1)).district
    page = client.get(over.get_absolute_url()).content.decode()
    assert "Its term in the network is over since" in page
    later = today + timedelta(days=30)
    page = client.get(NetworkMembershipFactory(since=later).district.get_absolute_url()).content.decode()
    assert f"from {later:%A}" in page
    assert "since" not in page


def test_district_page_names_the_nearest_of_the_network_first(client: Client) -> None:
    district = DistrictFactory(latitude=34.9, longitude=-88.5)
    near = NetworkMembershipFactory(district__name="Near", district__latitude=34.6, district__longitude=-88.5).district
    NetworkMembershipFactory(district__name="Far", district__latitude=30.4, district__longitude=-89.1)
    NetworkMembershipFactory(district=district)
    found = nearest_marked(district)
    assert [each["district"].name for each in found] == ["Near", "Far"]
    assert found[0]["district"] == near
    assert found[0]["miles"] == pytest.approx(20.7, abs=0.1)
    assert "21 miles" in client.get(district.get_absolute_url()).content.decode()


def test_miles_between_agrees_with_a_known_distance() -> None:
    assert miles_between(32.2988, -90.1848, 30.3674, -89.0928) == pytest.approx(148.2, abs=0.5)
    assert miles_between(33, -89, 33, -89) == 0


@pytest.mark.parametrize(("value", "words"), [(0.9, "1 mile"), (3.3, "3.5 miles"), (20.7, "21 miles"), (0, "0 miles")])
def test_miles_are_said_as_one_says_them(value: float, words: str) -> None:
    assert miles(value) == words


def test_district_page_lists_its_schools_and_a_school_names_its_district(client: Client) -> None:
    school = SchoolFactory(name="Corinth High School", first_year=2018, last_year=2022, kind="high", points_scale=1000)
    page = client.get(school.district.get_absolute_url()).content.decode()
    assert school.get_absolute_url() in page
    assert "2018 to 2022" in page
    page = client.get(school.get_absolute_url()).content.decode()
    for words in ("<h1>Corinth High School</h1>", school.district.get_absolute_url(), "High", "out of 1,000"):
        assert words in page


def add_result(year: int, tested: int, share: float, **about: Any) -> None:
    """One test of a year: so many took it, and this share of them was proficient."""
    facts = {"subject": "MATH", "test": "5", "level_4": share, "level_5": 0.0, "tested": tested}
    AssessmentResult.objects.create(year=year, **{**facts, **about})


def test_district_page_charts_its_results_beside_the_states(client: Client) -> None:
    district = DistrictFactory()
    for year, share in ((2018, 0.4), (2022, 0.5)):
        add_result(year, 200, share, level="district", district=district)
        add_result(year, 30_000, 0.45, level="state")
    page = client.get(district.get_absolute_url()).content.decode()
    assert "2017–18: district 40.0, Mississippi 45.0. 2021–22: district 50.0, Mississippi 45.0." in page
    assert '<rect class="column" x="40" y="82.0" width="36" height="40.0"/>' in page
    assert "style=" not in page


def test_school_page_shows_a_star_for_a_small_group_in_chart_and_table(client: Client) -> None:
    small = SchoolFactory()
    large = SchoolFactory(district=small.district)
    add_result(2022, 7, 3 / 7, level="school", district=small.district, school=small)
    add_result(2022, 90, 0.5, level="school", district=small.district, school=large)
    page = client.get(small.get_absolute_url()).content.decode()
    assert "2021–22: school not shown" in page
    assert "42.9" not in page
    assert ">7<" not in page
    assert "to protect students" in page
    assert "school 50.0" in client.get(large.get_absolute_url()).content.decode()


def test_school_page_without_results_says_so(client: Client) -> None:
    page = client.get(SchoolFactory().get_absolute_url()).content.decode()
    assert "Nothing more is known about this school yet" in page


@pytest.mark.parametrize(
    "path",
    ["/districts/2800000/", "/districts/abc/", "/districts/28000000000/", "/districts/280%0A000/", "/schools/999999/",
     "/schools/99999999999999999999999999/", "/schools/abc/", "/schools/-1/"],
)  # fmt: skip
def test_unknown_district_or_school_answers_404(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_district_page_asks_the_database_equally_often_for_1_3_and_50_schools(client: Client) -> None:
    district = DistrictFactory()
    client.get(district.get_absolute_url())  # what a process keeps for later pages (Wagtail's site) is asked for once
    counted = []
    for more in (1, 2, 47):
        SchoolFactory.create_batch(more, district=district)
        NetworkMembershipFactory.create_batch(more)
        with CaptureQueriesContext(connection) as asked:
            client.get(district.get_absolute_url())
        counted.append(len(asked))
    assert len(set(counted)) == 1, counted


def test_district_page_stays_within_its_weight(client: Client) -> None:
    district = DistrictFactory(county=CountyFactory(fips="28003", name="Alcorn County"))
    SchoolFactory.create_batch(20, district=district)
    NetworkMembershipFactory.create_batch(8)
    assert len(gzip.compress(client.get(district.get_absolute_url()).content)) < 14_000
