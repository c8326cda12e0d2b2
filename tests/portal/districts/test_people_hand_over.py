"""Handing an office over: only by its holder, after a fresh sign-in; the successor sees what was signed and is open."""

from typing import Any

import pytest
from wagtail.models import ModelLogEntry

from portal.core.models import OutgoingMail
from portal.districts import providers, services
from portal.districts.models import Membership
from portal.districts.policies import forget_offices, holds_office
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def duties(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app above that tells of one signed letter and one open sign-off of each superintendent."""
    told = [
        providers.HandedOver("Letter of commitment (sample)", "/letters/sample/", "Signed"),
        providers.HandedOver("Sign-off (sample)", "/applications/sample/", is_open=True),
    ]
    monkeypatch.setattr(providers, "_hand_overs", [])
    providers.add_hand_over(lambda district, office: told if office == "superintendent" else [])


def office_of(person: Any) -> Membership:
    return Membership.objects.get(user=person, state="active")


def test_hand_over_gives_the_office_to_the_successor(client_for, superintendent, member, facilitator, district, duties):
    old = office_of(superintendent)
    answer = client_for(superintendent).post(old.get_absolute_url() + "hand-over/", {"successor": member.pk})
    assert answer.status_code == 302
    old.refresh_from_db()
    taken = Membership.objects.get(office="superintendent", state="active")
    assert (old.state, old.successor, taken.user, taken.decided_by) == ("ended", taken, member, superintendent)
    forget_offices(superintendent)
    assert not holds_office(superintendent, district, "superintendent")
    assert ModelLogEntry.objects.filter(action="districts.hand_over", user=superintendent).exists()
    told = set(OutgoingMail.objects.filter(subject__contains="handed over").values_list("to", flat=True))
    assert told == {member.email, superintendent.email, facilitator.email}


def test_hand_over_shows_the_successor_what_is_signed_and_open(client_for, superintendent, member, lead, duties):
    services.hand_over(office_of(superintendent), successor=member, actor=superintendent)
    page = Membership.objects.get(office="superintendent", state="active").get_absolute_url()
    seen = client_for(member).get(page).content.decode()
    assert seen.index("Sign-off (sample)") < seen.index("Letter of commitment (sample)")
    assert "Taken over from" in seen
    assert "Letter of commitment (sample)" not in client_for(lead).get(page).content.decode()


def test_hand_over_asks_for_a_fresh_sign_in_and_keeps_what_was_chosen(client_for, superintendent, member, district):
    client = client_for(superintendent, recent=False)
    url = office_of(superintendent).get_absolute_url() + "hand-over/"
    stopped = client.post(url, {"successor": member.pk})
    assert stopped.status_code == 302
    assert stopped.url.startswith("/accounts/reauthenticate/?next=")
    assert holds_office(superintendent, district, "superintendent"), "nothing may happen before"
    resumed = client.post(stopped.url, {"password": PASSWORD, "next": url})
    assert resumed.status_code == 302
    forget_offices(member)
    assert holds_office(member, district, "superintendent"), "the suspended form is sent on"


def test_hand_over_with_a_wrong_password_changes_nothing(client_for, superintendent, member, district):
    client = client_for(superintendent, recent=False)
    url = office_of(superintendent).get_absolute_url() + "hand-over/"
    stopped = client.post(url, {"successor": member.pk})
    assert client.post(stopped.url, {"password": "wrong", "next": url}).status_code == 200
    assert holds_office(superintendent, district, "superintendent")


@pytest.mark.parametrize("actor", ["member", "lead", "facilitator", "administrator"])
def test_hand_over_of_anothers_office_is_refused(request, client_for, superintendent, actor):
    person = request.getfixturevalue(actor)
    url = office_of(superintendent).get_absolute_url() + "hand-over/"
    assert client_for(person).post(url, {"successor": person.pk}).status_code == 403


def test_hand_over_to_somebody_outside_the_district_is_refused(
    client_for, superintendent, rival_lead, newcomer, district
):
    client = client_for(superintendent)
    url = office_of(superintendent).get_absolute_url() + "hand-over/"
    for stranger in (rival_lead.pk, newcomer.pk, superintendent.pk, "abc", "", 10**30):
        answer = client.post(url, {"successor": stranger})
        assert answer.status_code == 200
        assert "Please mend" in answer.content.decode()
    assert holds_office(superintendent, district, "superintendent")


def test_hand_over_after_the_office_ended_is_refused(client_for, superintendent, member, facilitator):
    old = office_of(superintendent)
    services.end_membership(old, reason="Retired", actor=facilitator)
    assert (
        client_for(superintendent).post(old.get_absolute_url() + "hand-over/", {"successor": member.pk}).status_code
        == 403
    )
