"""District teams by required roles: incomplete until all are named, waiting and moving as a whole."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts.models import Office
from portal.events import services
from portal.events.models import TeamSeat
from portal.events.providers import waiting_teams
from portal.events.vocabulary import TEAM_OF_FOUR
from tests.cast import office_holder
from tests.factories.districts import DistrictFactory
from tests.factories.events import came, planned, team_of

pytestmark = pytest.mark.django_db
FOUR = [str(role) for role in TEAM_OF_FOUR]


@pytest.fixture
def convening(facilitator: Any) -> Any:
    """A convening for teams of four, with places for one team and two more people."""
    return planned(actor=facilitator, kind="convening", required_roles=FOUR, capacity=6)


def test_team_is_incomplete_until_the_four_roles_are_named(convening: Any, district: Any, lead: Any) -> None:
    kept = team_of(convening, district, actor=lead, counselor="", lead_teacher="")
    assert (kept.state, kept.seats.count()) == ("open", 2)
    assert not OutgoingMail.objects.exists()
    whole = team_of(convening, district, actor=lead)
    assert (whole.state, whole.places, whole.seats.count()) == ("registered", 4, 4)
    told = set(OutgoingMail.objects.values_list("to", flat=True))
    assert told == {lead.email, *(f"{role}.{district.pk}@example.org" for role in FOUR)}


def test_team_waits_and_is_offered_places_as_a_whole(
    convening: Any, district: Any, rival_district: Any, lead: Any, rival_lead: Any, facilitator: Any
) -> None:
    team_of(convening, district, actor=lead)
    rival = team_of(convening, rival_district, actor=rival_lead)
    assert (rival.state, rival.places) == ("waiting", 4)
    services.give_team_up(convening, district, reason="Sample storm.", actor=lead)
    rival.refresh_from_db()
    assert rival.state == "offered"
    with pytest.raises(NotAllowed):
        services.take_place(rival, actor=lead)
    assert services.take_place(rival, actor=rival_lead).state == "registered"
    again = team_of(convening, district, actor=lead)
    assert again.state == "waiting"
    services.edit_event(convening, facts={"capacity": 7}, actor=facilitator)
    again.refresh_from_db()
    assert again.state == "waiting"
    services.edit_event(convening, facts={"capacity": 8}, actor=facilitator)
    again.refresh_from_db()
    assert again.state == "offered"


def test_small_team_does_not_overtake_a_large_one_that_waits(facilitator: Any) -> None:
    event = planned(actor=facilitator, required_roles=["principal", "counselor"], one_may_hold_two=True, capacity=3)
    districts = DistrictFactory.create_batch(3)
    leads = [office_holder(each, Office.INNOVATION_LEAD, f"Lead {each.pk}") for each in districts]
    assert team_of(event, districts[0], actor=leads[0]).state == "registered"
    assert team_of(event, districts[1], actor=leads[1]).state == "waiting"
    both = dict.fromkeys(["principal", "counselor"], "both@example.org")
    small = team_of(event, districts[2], actor=leads[2], **both)
    assert (small.state, small.places) == ("waiting", 1)


def test_team_larger_than_the_event_is_refused(facilitator: Any, district: Any, lead: Any) -> None:
    small = planned(actor=facilitator, required_roles=FOUR, capacity=3)
    with pytest.raises(NotAllowed, match="3 places"):
        team_of(small, district, actor=lead)


def test_one_person_holds_two_roles_only_where_the_event_allows(
    convening: Any, facilitator: Any, district: Any, lead: Any
) -> None:
    twice = {"counselor": "Both@example.org", "lead_teacher": "both@example.org"}
    with pytest.raises(NotAllowed, match="named twice"):
        team_of(convening, district, actor=lead, **twice)
    allows = planned(actor=facilitator, required_roles=FOUR, one_may_hold_two=True, capacity=3)
    team = team_of(allows, district, actor=lead, **twice)
    assert (team.state, team.places, team.seats.count()) == ("registered", 3, 4)
    with pytest.raises(NotAllowed, match="no place free"):
        team_of(allows, district, actor=lead)


def test_seat_is_given_to_another_person_until_the_event_begins(
    convening: Any, district: Any, lead: Any, member: Any
) -> None:
    team_of(convening, district, actor=lead)
    team = team_of(convening, district, actor=lead, lead_teacher=member.email)
    assert (team.state, team.places) == ("registered", 4)
    seat = TeamSeat.objects.get(registration=team, role="lead_teacher")
    assert seat.user == member
    with pytest.raises(NotAllowed, match="holds a seat"):
        came(convening, member, "maybe")
    with pytest.raises(NotAllowed, match="name somebody as counselor"):
        team_of(convening, district, actor=lead, counselor="")
    begun = time_machine.travel(convening.starts_at + timedelta(minutes=1), tick=False)
    with begun, pytest.raises(NotAllowed, match="has begun"):
        team_of(convening, district, actor=lead)


def test_team_is_registered_by_leaders_and_principals(
    convening: Any, district: Any, rival_district: Any, member: Any, rival_lead: Any, lead: Any, facilitator: Any
) -> None:
    principal = office_holder(district, Office.PRINCIPAL, "Principal A")
    for stranger in (member, rival_lead, facilitator):
        with pytest.raises(NotAllowed, match="registers the team"):
            team_of(convening, district, actor=stranger)
    assert team_of(convening, district, actor=principal).state == "registered"
    with pytest.raises(NotAllowed, match="Districts register"):
        came(convening, member)
    with pytest.raises(NotAllowed, match="Persons register"):
        team_of(planned(actor=facilitator), district, actor=lead)


def test_team_by_form_says_what_is_missing_and_loses_nothing(
    convening: Any, district: Any, lead: Any, member: Any, client_for: Any
) -> None:
    browser, path = client_for(lead), f"{convening.get_absolute_url()}team/{district.pk}/"
    half = {"name_principal": "Sample principal", "email_principal": "p@example.org", "name_counselor": "Sample"}
    page = browser.post(path, half).content.decode()
    assert "Please give the e-mail address of the counselor" in page
    assert "p@example.org" in page
    half |= {"email_counselor": "P@example.org"}
    assert b"named twice" in browser.post(path, half).content
    half |= {"email_counselor": "c@example.org"}
    page = browser.post(path, half, follow=True).content.decode()
    assert "Still to be named: lead teacher, federal programs director" in page
    assert b"Counselor: Sample" in client_for(member).get(convening.get_absolute_url()).content
    rest = {"name_lead_teacher": "T", "email_lead_teacher": "t@example.org"}
    rest |= {"name_federal_programs": "F", "email_federal_programs": "f@example.org"}
    assert b"Your team has its places" in browser.post(path, {**half, **rest}, follow=True).content
    browser.post(f"{path}give-up/", {"reason": "Sample."})
    assert b"Not coming" in browser.get(path).content


def test_team_takes_offered_places_by_a_button(
    convening: Any, district: Any, rival_district: Any, lead: Any, rival_lead: Any, client_for: Any
) -> None:
    team_of(convening, district, actor=lead)
    team_of(convening, rival_district, actor=rival_lead)
    services.give_team_up(convening, district, reason="", actor=lead)
    browser, path = client_for(rival_lead), f"{convening.get_absolute_url()}team/{rival_district.pk}/"
    assert b"Take the places" in browser.get(path).content
    assert b"Your team has its places" in browser.post(f"{path}take/", follow=True).content


def test_names_of_a_team_are_for_its_district(
    convening: Any, district: Any, lead: Any, rival_lead: Any, client_for: Any
) -> None:
    team_of(convening, district, actor=lead)
    assert b"Sample counselor" not in client_for(rival_lead).get(convening.get_absolute_url()).content
    assert client_for(rival_lead).get(f"{convening.get_absolute_url()}team/{district.pk}/").status_code == 404


def test_start_page_asks_who_leads_for_missing_people_and_offered_places(
    convening: Any, district: Any, rival_district: Any, lead: Any, rival_lead: Any, member: Any
) -> None:
    def asked(person: Any) -> list[str]:
        return [each.words for each in waiting_teams(person)]

    team_of(convening, district, actor=lead, counselor="", lead_teacher="")
    assert asked(lead) == ["Name the missing people of the team of Sample District A: Sample event"]
    assert asked(member) == asked(rival_lead) == []
    team_of(convening, district, actor=lead)
    team_of(convening, rival_district, actor=rival_lead)
    assert asked(lead) == asked(rival_lead) == []
    services.give_team_up(convening, district, reason="Sample storm.", actor=lead)
    assert asked(rival_lead) == ["4 places are free for the team of Sample District B: Sample event"]
    assert asked(lead) == []


def test_who_cannot_come_tells_it_and_a_substitute_gets_a_mail(
    convening: Any, district: Any, lead: Any, member: Any
) -> None:
    team_of(convening, district, actor=lead, lead_teacher=member.email)
    with pytest.raises(NotAllowed):
        services.answer_event(convening, reply="maybe", actor=member)
    services.answer_event(convening, reply="no", reason="Sample board meeting.", actor=member)
    told = OutgoingMail.objects.filter(to=lead.email).order_by("-pk")[0]
    assert told.subject == "Lead teacher A cannot come: Sample event"
    words = [(each.words, each.note) for each in waiting_teams(lead)]
    assert words == [
        (
            "Give a seat in the team of Sample District A to another person: Sample event",
            "Cannot come: Sample lead teacher.",
        )
    ]
    before = OutgoingMail.objects.count()
    team_of(convening, district, actor=lead, lead_teacher="substitute@example.org")
    team_of(convening, district, actor=lead, lead_teacher="substitute@example.org")
    assert OutgoingMail.objects.count() == before + 1
    assert OutgoingMail.objects.filter(to="substitute@example.org").count() == 1
    assert list(waiting_teams(lead)) == []
