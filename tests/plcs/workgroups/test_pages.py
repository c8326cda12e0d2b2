"""The pages of PLCs: what everybody reads, what only its people read, and what each may do there."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plcs.workgroups import services
from plcs.workgroups.models import Access, Place, Workgroup
from tests.cast import office_holder
from tests.factories.districts import DistrictFactory
from tests.factories.network import NetworkMembershipFactory, PathwayFactory
from tests.factories.plcs import placed, seated, workgroup_of


def text_of(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, (url, answer.status_code)
    return answer.content.decode()


def posted(client: Client, url: str, **data: Any) -> str:
    answer = client.post(url, data, follow=True)
    return answer.content.decode()


def test_directory_is_public_and_names_the_districts(workgroup: Workgroup, client: Client, district: Any) -> None:
    page = text_of(client, "/plcs/")
    assert workgroup.pathway.name in page
    assert "2 districts" in page


def test_directory_tells_when_nothing_has_begun(client: Client, db: Any) -> None:
    assert "No PLC has begun yet." in text_of(client, "/plcs/")


def test_plc_by_invitation_is_known_to_its_people_only(
    workgroup: Workgroup, client: Client, client_for: Any, plc_member: Any, newcomer: Any, facilitator: Any, lead: Any
) -> None:
    workgroup.access = Access.SECRET
    workgroup.save()
    for stranger in (client, client_for(newcomer)):
        text_of(stranger, workgroup.get_absolute_url(), 404)
        assert workgroup.pathway.name not in text_of(stranger, "/plcs/")
    for insider in (plc_member, facilitator, lead):
        assert workgroup.pathway.name in text_of(client_for(insider), workgroup.get_absolute_url())


def test_charter_is_read_by_the_people_of_the_plc(
    workgroup: Workgroup, client: Client, client_for: Any, plc_lead: Any, plc_member: Any, member: Any
) -> None:
    browser = client_for(plc_lead)
    words = {"aim": "More students in college courses (sample)", "charter": "We meet on Fridays (sample)."}
    told = posted(browser, f"{workgroup.get_absolute_url()}charter/", **words, access="closed", lead_districts=[])
    assert "We meet on Fridays (sample)." in told
    assert "We meet on Fridays (sample)." in text_of(client_for(plc_member), workgroup.get_absolute_url())
    for stranger in (client, client_for(member)):
        page = text_of(stranger, workgroup.get_absolute_url())
        assert "More students in college courses (sample)" in page
        assert "We meet on Fridays" not in page


def test_person_asks_to_join_and_is_let_in_on_the_pages(
    workgroup: Workgroup, client_for: Any, plc_lead: Any, member: Any, district: Any
) -> None:
    browser = client_for(member)
    assert "Ask to join" in text_of(browser, workgroup.get_absolute_url())
    told = posted(browser, f"{workgroup.get_absolute_url()}join/", district=district.pk, note="Sample note")
    assert "You asked to join." in told
    assert "Your place in" in text_of(browser, "/start/")
    leading = client_for(plc_lead)
    assert "Lead teacher A asks to join" in text_of(leading, "/start/")
    people = f"{workgroup.get_absolute_url()}people/"
    assert "Sample note" in text_of(leading, people)
    place = Place.objects.get(user=member)
    assert "Lead teacher A is in the PLC" in posted(leading, f"{people}{place.pk}/admit/")
    assert "Leave the PLC" in text_of(browser, workgroup.get_absolute_url())
    told = posted(leading, f"{people}{place.pk}/lead/", leads="1")
    assert "leads the PLC now" in told
    assert "You have left the PLC." in posted(browser, f"{people}{place.pk}/end/", reason="")


def test_person_is_declined_and_taken_out_with_a_reason(
    workgroup: Workgroup, client_for: Any, plc_lead: Any, member: Any, district: Any
) -> None:
    asked = services.join_workgroup(workgroup, district, note="", actor=member)
    people, leading = f"{workgroup.get_absolute_url()}people/", client_for(plc_lead)
    assert "No place for Lead teacher A" in text_of(leading, f"{people}{asked.pk}/decline/")
    assert "Please say why" in posted(leading, f"{people}{asked.pk}/decline/", reason="")
    assert "was told by mail" in posted(leading, f"{people}{asked.pk}/decline/", reason="Sample")
    inside = placed(workgroup, member)
    assert "Take Lead teacher A out" in text_of(leading, f"{people}{inside.pk}/end/")
    assert "is out of the PLC" in posted(leading, f"{people}{inside.pk}/end/", reason="Sample")


def test_lead_invites_somebody_from_the_list(
    workgroup: Workgroup, client_for: Any, plc_lead: Any, member: Any, rival_superintendent: Any
) -> None:
    people, leading = f"{workgroup.get_absolute_url()}people/", client_for(plc_lead)
    page = text_of(leading, people)
    assert "Lead teacher A, Lead teacher" in page
    assert "Superintendent B" in page
    held = member.memberships.get()
    assert "is in the PLC and was told by mail" in posted(leading, f"{people}invite/", membership=held.pk)
    assert "Select a valid choice" in posted(leading, f"{people}invite/", membership=held.pk)


def test_lead_of_a_district_invites_only_from_it(
    workgroup: Workgroup, client_for: Any, superintendent: Any, rival_superintendent: Any
) -> None:
    page = text_of(client_for(superintendent), f"{workgroup.get_absolute_url()}people/")
    assert "Superintendent A, " in page
    assert "Superintendent B, " not in page


def test_district_asks_for_a_seat_and_gets_it_on_the_pages(
    client_for: Any, district: Any, lead: Any, facilitator: Any
) -> None:
    plc = workgroup_of()
    NetworkMembershipFactory(district=district)
    browser, url = client_for(lead), plc.get_absolute_url()
    assert "Ask for a seat for your district" in text_of(browser, url)
    assert "asks for a seat" in posted(browser, f"{url}seats/ask/", district=district.pk, why="Sample wish")
    staff = client_for(facilitator)
    assert "Sample wish" in text_of(staff, "/plcs/")
    assert f"{district} for {plc}" in text_of(staff, "/moderation/")
    number = plc.seat_requests.get().pk
    assert "No seat for" in text_of(staff, f"{url}seats/{number}/decline/")
    assert "has a seat" in posted(staff, f"{url}seats/{number}/grant/")
    assert "gave" not in text_of(browser, f"{url}seats/leave/")
    assert "has no seat" in posted(browser, f"{url}seats/leave/", district=district.pk, reason="Sample")
    assert "asks for a seat" in posted(browser, f"{url}seats/ask/", district=district.pk, why="Again")
    number = plc.seat_requests.get(state="requested").pk
    assert "Taken back." in posted(browser, f"{url}seats/{number}/withdraw/")
    posted(browser, f"{url}seats/ask/", district=district.pk, why="Once more")
    number = plc.seat_requests.get(state="requested").pk
    assert "were told by mail" in posted(staff, f"{url}seats/{number}/decline/", reason="Sample reason")


def test_seat_page_tells_who_has_nothing_to_ask_for(client_for: Any, workgroup: Workgroup, lead: Any) -> None:
    assert "has a seat here already" in text_of(client_for(lead), f"{workgroup.get_absolute_url()}seats/ask/")


def test_facilitator_begins_closes_and_reopens(client_for: Any, facilitator: Any, db: Any) -> None:
    pathway, staff = PathwayFactory(), client_for(facilitator)
    assert "Begin<span" in text_of(staff, "/plcs/")
    assert "Aim and charter" in posted(staff, "/plcs/begin/", pathway=pathway.pk)
    url = pathway.workgroup.get_absolute_url()
    assert "Close the PLC" in text_of(staff, f"{url}close/")
    assert "This PLC is closed." in posted(staff, f"{url}close/", reason="Sample")
    assert "Closed</h2>" in text_of(staff, "/plcs/")
    assert "It is at work again." in posted(staff, f"{url}reopen/")


def test_topic_with_a_reserved_name_is_refused(facilitator: Any, client_for: Any, db: Any) -> None:
    pathway = PathwayFactory(slug="begin")
    assert "cannot have the short name" in posted(client_for(facilitator), "/plcs/begin/", pathway=pathway.pk)


def grow(workgroup: Workgroup, count: int) -> None:
    for number in range(Place.objects.count(), count):
        district = seated(workgroup, DistrictFactory())
        placed(workgroup, office_holder(district, "principal", f"Principal {district.pk} {number}"))
        workgroup_of(district)


@pytest.mark.parametrize("path", ["", "people/"])
def test_pages_ask_the_same_queries_for_1_3_and_50(path: str, workgroup: Workgroup, client_for: Any, lead: Any) -> None:
    placed(workgroup, lead, is_lead=True)
    staff, asked = client_for(lead), []
    urls = [f"{workgroup.get_absolute_url()}{path}", "/plcs/"]
    for count in (1, 3, 50):
        grow(workgroup, count)
        for url in urls:
            text_of(staff, url)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                text_of(staff, url)
            asked.append(len(queries))
    assert asked[0::2] == [asked[0]] * 3, asked
    assert asked[1::2] == [asked[1]] * 3, asked
