"""The panel on a school's page, and the page with all its numbers."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from best_practices.library import services
from portal.districts.models import District, School
from tests.best_practices.reuse.conftest import add_school
from tests.factories.accountability import KnownSchoolFactory
from tests.factories.library import published


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def needs_of(client: Client, school: School) -> str:
    return text_of(client, reverse("reuse:needs", args=[school.pk]))


def test_school_page_says_where_the_school_stands(client: Client, low: School):
    page = text_of(client, low.get_absolute_url())
    assert "Where this school stands" in page
    assert "10.0 percent of 50 test takers were proficient in 2021–22." in page
    assert "That is 30.0 points below Mississippi (40.0)." in page
    assert "The middle one of 12 schools like it has 40.0, 30.0 points more." in page
    assert f'<a href="/schools/{low.pk}/needs/">' in page


def test_school_page_without_results_says_nothing_of_needs(client: Client, low: School):
    bare = KnownSchoolFactory(district=low.district, name="Bare School")
    assert "Where this school stands" not in text_of(client, bare.get_absolute_url())
    assert "No results of this school are on record." in needs_of(client, bare)


def test_school_page_of_a_school_without_needs_says_so(client: Client, state: list[School]):
    for page in (text_of(client, state[0].get_absolute_url()), needs_of(client, state[0])):
        assert "lies nowhere below the state or the schools like it" in page


def test_needs_page_shows_all_numbers(client: Client, low: School):
    page = needs_of(client, low)
    assert f"<h1>Where {low.name} stands</h1>" in page
    for number in ("10.0", "40.0", "0.89"):
        assert f'<td class="number">{number}</td>' in page
    assert "How a need is worked out" in page
    assert "half to twice as many test takers" in page


def test_needs_page_of_a_hidden_school_says_why_it_is_silent(client: Client, oak: District):
    page = needs_of(client, oak.schools.get(name="Middle School"))
    assert "Mathematics in 2021–22 is not shown, to protect students." in page
    assert "Small groups, and those that would give a small group away, are not shown" in page
    assert "30.0" not in page
    assert "not shown, to protect students" in text_of(client, oak.schools.get(name="Small School").get_absolute_url())


def test_needs_page_of_a_school_with_a_hidden_neighbour_gives_nothing_away(client: Client, oak: District):
    page = needs_of(client, oak.schools.get(name="Large School"))
    assert "10.0 percent of 60 test takers" in page
    for hidden in ("105", "45 ", "20.0 percent", "30.0 percent"):
        assert hidden not in page


def test_needs_page_names_no_grade_and_no_designation(client: Client, low: School):
    page = needs_of(client, low)
    for word in ("CSI", "TSI", "ATSI", "SAR", "rated", "The grade"):
        assert word not in page


@pytest.mark.parametrize("number", ["999999", "99999999999999999999999999"])
def test_needs_page_of_no_school_is_not_found(client: Client, db: Any, number: str):
    assert client.get(f"/schools/{number}/needs/").status_code == 404


def test_needs_page_suggests_what_the_library_has(
    state: Any, lead: Any, district: Any, facilitator: Any, client: Any
) -> None:
    low = add_school(99, share=0.1)
    practice = published(district, actor=lead, facilitator=facilitator, grades=["3"], components=["math_prof"])
    page = client.get(f"/schools/{low.pk}/needs/").content.decode()
    assert practice.get_absolute_url() in page
    assert "Practices that may help" in page
    waiver = [["Seat time (sample)", "Fewer hours"]]
    other = published(
        district, actor=lead, facilitator=facilitator, grades=["3"], components=["math_prof"], waivers=waiver
    )
    assert "Seat time (sample)" in client.get(f"/schools/{low.pk}/needs/").content.decode()
    services.withdraw_practice(other, reason="Sample.", actor=facilitator)
    assert other.get_absolute_url() not in client.get(f"/schools/{low.pk}/needs/").content.decode()
