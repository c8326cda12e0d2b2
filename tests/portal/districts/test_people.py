"""Asking to join a district, deciding, terms, leaving: who may, what changes, who hears of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts import services
from portal.districts.models import Membership, Office
from portal.districts.policies import forget_offices, holds_office, is_member
from portal.districts.states import MembershipState
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db


def request_of(person: Any, district: Any, office: str = Office.PRINCIPAL) -> Membership:
    return services.request_membership(district, office=office, actor=person)


def mails_to(person: Any) -> list[str]:
    return list(OutgoingMail.objects.filter(to=person.email).values_list("subject", flat=True))


# Asking ---------------------------------------------------------------------


def test_join_page_sends_a_request_and_confers_nothing(client_for, newcomer, district, lead):
    client = client_for(newcomer)
    answer = client.post(f"/districts/{district.pk}/join/", {"office": "principal", "note": "Sample school"})
    membership = Membership.objects.get(user=newcomer)
    assert answer.status_code == 302
    assert answer.url == membership.get_absolute_url()
    assert membership.state == MembershipState.REQUESTED
    assert not is_member(newcomer, district)
    assert client.get(f"/districts/{district.pk}/people/").status_code == 404
    assert client.get(membership.get_absolute_url()).status_code == 200


def test_join_ignores_what_the_form_does_not_ask(client_for, newcomer, district, rival_district, lead):
    sent = {
        "office": "other",
        "note": "",
        "state": "active",
        "district": rival_district.pk,
        "user": lead.pk,
        "decided_by": lead.pk,
        "role": "administrator",
        "starts_on": "2026-01-01",
    }
    client_for(newcomer).post(f"/districts/{district.pk}/join/", sent)
    membership = Membership.objects.get(user=newcomer)
    assert (membership.state, membership.district, membership.office) == ("requested", district, "other")
    assert membership.decided_by is None
    assert membership.starts_on is None
    assert not newcomer.role_grants.exists()


@pytest.mark.parametrize("office", ["governor", "", "superintendent ", "x" * 500])
def test_join_refuses_an_unknown_office_with_a_sentence(client_for, newcomer, district, office):
    answer = client_for(newcomer).post(f"/districts/{district.pk}/join/", {"office": office})
    assert answer.status_code == 200
    assert "Please mend" in answer.content.decode()
    assert not Membership.objects.exists()


def test_join_twice_for_one_office_is_refused(client_for, newcomer, district):
    request_of(newcomer, district)
    answer = client_for(newcomer).post(f"/districts/{district.pk}/join/", {"office": "principal"})
    assert answer.status_code == 409
    assert "asked for this office already" in answer.content.decode()


def test_join_is_limited_to_five_open_requests(newcomer, district):
    for office in Office.values[:5]:
        request_of(newcomer, district, office)
    with pytest.raises(NotAllowed, match="5 requests open"):
        request_of(newcomer, district, Office.OTHER)


def test_join_asks_a_visitor_to_sign_in(client, district):
    answer = client.post(f"/districts/{district.pk}/join/", {"office": "other"})
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_join_of_an_unknown_district_is_not_found(client_for, newcomer):
    assert client_for(newcomer).get("/districts/9999999/join/").status_code == 404


def test_request_for_an_ordinary_office_is_mailed_to_lead_and_superintendent(
    newcomer, district, lead, superintendent, member, facilitator, rival_lead
):
    request_of(newcomer, district)
    asked = set(OutgoingMail.objects.values_list("to", flat=True))
    assert asked == {lead.email, superintendent.email}


def test_request_for_superintendent_is_mailed_to_mde(newcomer, district, lead, facilitator):
    request_of(newcomer, district, Office.SUPERINTENDENT)
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {facilitator.email}


# Deciding -------------------------------------------------------------------

MAY_CONFIRM = {
    "superintendent": {"facilitator", "administrator"},
    "board_president": {"facilitator", "administrator"},
    "innovation_lead": {"facilitator", "administrator", "superintendent"},
    "principal": {"facilitator", "administrator", "superintendent", "lead"},
    "other": {"facilitator", "administrator", "superintendent", "lead"},
}
ACTORS = [
    "member",
    "lead",
    "superintendent",
    "board_president",
    "rival_lead",
    "rival_superintendent",
    "former_member",
    "facilitator",
    "csa_reviewer",
    "osi_coach",
    "data_steward",
    "editor",
    "administrator",
]


@pytest.mark.parametrize("office", MAY_CONFIRM)
@pytest.mark.parametrize("actor", ACTORS)
def test_approve_is_for_those_who_may_confirm_the_office(request, newcomer, district, office, actor):
    person = request.getfixturevalue(actor)
    if office in ("superintendent", "board_president") and actor == office:
        Membership.objects.filter(user=person).update(office="other")  # the seat must be free to be asked for
    membership = request_of(newcomer, district, office)
    if actor in MAY_CONFIRM[office]:
        services.approve_membership(membership, actor=person)
        assert holds_office(newcomer, district, office)
    else:
        with pytest.raises(PermissionDenied):
            services.approve_membership(membership, actor=person)
        assert not is_member(newcomer, district)


def test_approve_by_a_stranger_is_not_found_and_by_a_colleague_is_refused(
    client_for, newcomer, district, member, rival_lead
):
    url = request_of(newcomer, district).get_absolute_url() + "approve/"
    assert client_for(rival_lead).post(url).status_code == 404
    assert client_for(member).post(url).status_code == 403
    assert not is_member(newcomer, district)


def test_approve_of_ones_own_request_is_refused_even_to_mde_and_leads(client_for, facilitator, lead, district):
    for person in (facilitator, lead):
        membership = request_of(person, district, Office.OTHER)
        assert client_for(person).post(membership.get_absolute_url() + "approve/").status_code == 403
        membership.refresh_from_db()
        assert membership.state == MembershipState.REQUESTED


def test_approve_takes_the_term_from_the_form_and_nothing_else(client_for, newcomer, district, lead):
    membership = request_of(newcomer, district)
    last = timezone.localdate() + timedelta(days=300)
    sent = {"ends_on": last.isoformat(), "office": "superintendent", "state": "declined", "user": lead.pk}
    answer = client_for(lead).post(membership.get_absolute_url() + "approve/", sent)
    assert answer.status_code == 302
    membership.refresh_from_db()
    assert (membership.state, membership.office, membership.user) == ("active", "principal", newcomer)
    assert membership.ends_on == last
    assert membership.decided_by == lead
    assert "You are principal of Sample District A" in mails_to(newcomer)
    assert ModelLogEntry.objects.filter(action="districts.approve", user=lead).count() == 1


def test_approve_with_a_term_in_the_past_shows_the_form_again(client_for, newcomer, district, lead):
    membership = request_of(newcomer, district)
    for day in ("2001-01-01", "9999-12-31", "not a day", "2026-13-45"):
        answer = client_for(lead).post(membership.get_absolute_url() + "approve/", {"ends_on": day})
        assert answer.status_code == 200
        assert "Please mend" in answer.content.decode()
    membership.refresh_from_db()
    assert membership.state == MembershipState.REQUESTED


def test_approve_twice_is_refused_with_a_sentence(client_for, newcomer, district, lead):
    url = request_of(newcomer, district).get_absolute_url() + "approve/"
    client = client_for(lead)
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 409
    assert OutgoingMail.objects.filter(to=newcomer.email).count() == 1


def test_approve_of_a_second_superintendent_is_refused(newcomer, district, superintendent, facilitator):
    membership = request_of(newcomer, district, Office.SUPERINTENDENT)
    with pytest.raises(NotAllowed, match="Superintendent A is superintendent now"):
        services.approve_membership(membership, actor=facilitator)


def test_approve_takes_the_seat_of_a_superintendent_whose_term_ran_out(newcomer, district, superintendent, facilitator):
    old = Membership.objects.get(user=superintendent)
    Membership.objects.filter(pk=old.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    services.approve_membership(request_of(newcomer, district, Office.SUPERINTENDENT), actor=facilitator)
    old.refresh_from_db()
    assert old.state == MembershipState.ENDED
    assert holds_office(newcomer, district, Office.SUPERINTENDENT)


def test_decline_gives_the_person_the_reason(client_for, newcomer, district, lead):
    membership = request_of(newcomer, district)
    url = membership.get_absolute_url()
    assert "Please mend" in client_for(lead).post(url + "decline/", {"reason": ""}).content.decode()
    assert client_for(lead).post(url + "decline/", {"reason": "We do not know you."}).status_code == 302
    membership.refresh_from_db()
    assert membership.state == MembershipState.DECLINED
    assert "We do not know you." in OutgoingMail.objects.get(to=newcomer.email).text
    assert "We do not know you." in client_for(newcomer).get(url).content.decode()


# Ending, leaving, terms -------------------------------------------------------


def test_end_takes_access_away_on_the_next_request(client_for, member, lead, district):
    client = client_for(member)
    assert client.get(f"/districts/{district.pk}/people/").status_code == 200
    membership = Membership.objects.get(user=member)
    answer = client_for(lead).post(membership.get_absolute_url() + "end/", {"reason": "Moved away"})
    assert answer.status_code == 302
    assert client.get(f"/districts/{district.pk}/people/").status_code == 404
    assert mails_to(member) == ["Your office in Sample District A has ended"]


def test_end_of_a_superintendent_is_for_mde_only(client_for, superintendent, lead, facilitator):
    url = Membership.objects.get(user=superintendent).get_absolute_url() + "end/"
    assert client_for(lead).post(url, {"reason": "No"}).status_code == 403
    assert client_for(facilitator).post(url, {"reason": "Retired"}).status_code == 302


def test_leave_ends_ones_own_office_and_tells_the_district(client_for, member, lead, district):
    membership = Membership.objects.get(user=member)
    client = client_for(member)
    assert client.post(membership.get_absolute_url() + "leave/").status_code == 302
    membership.refresh_from_db()
    assert membership.state == MembershipState.ENDED
    assert client.get(f"/districts/{district.pk}/people/").status_code == 404
    assert mails_to(lead) == ["Lead teacher A left Sample District A"]


def test_leave_of_anothers_office_is_refused(client_for, member, lead, rival_lead):
    url = Membership.objects.get(user=member).get_absolute_url() + "leave/"
    assert client_for(lead).post(url).status_code == 403
    assert client_for(rival_lead).post(url).status_code == 404


def test_leave_takes_back_a_request(client_for, newcomer, district):
    membership = request_of(newcomer, district)
    client_for(newcomer).post(membership.get_absolute_url() + "leave/")
    membership.refresh_from_db()
    assert membership.state == MembershipState.ENDED


def test_set_term_ends_the_office_after_its_last_day(client_for, member, lead, district):
    membership = Membership.objects.get(user=member)
    url = membership.get_absolute_url() + "term/"
    assert client_for(member).post(url, {"ends_on": ""}).status_code == 403
    assert client_for(lead).post(url, {"ends_on": timezone.localdate().isoformat()}).status_code == 302
    forget_offices(member)
    assert is_member(member, district)
    Membership.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    forget_offices(member)
    assert not is_member(member, district)
    assert client_for(member).get(f"/districts/{district.pk}/people/").status_code == 404


def test_closed_account_holds_no_office(member, district):
    member.is_active = False
    member.save()
    assert not is_member(member, district)


# Reading ----------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_people_page_asks_the_same_number_of_questions_for_any_number_of_rows(
    client_for, lead, superintendent, district, rows, django_assert_max_num_queries
):
    client = client_for(lead)
    MembershipFactory.create_batch(rows, district=district)
    MembershipFactory.create_batch(rows, district=district, state="requested", starts_on=None)
    for number in range(min(rows, 19)):
        services.invite(district, email=f"guest{number}@example.org", office="other", actor=lead)
    client.get(f"/districts/{district.pk}/people/")
    with django_assert_max_num_queries(20) as asked:
        page = client.get(f"/districts/{district.pk}/people/")
    assert page.content.decode().count("asked ") >= rows
    assert len(asked) == QUERIES.setdefault("people", len(asked))


QUERIES: dict[str, int] = {}


def test_people_page_shows_requests_only_to_those_who_decide(client_for, member, lead, newcomer, district):
    services.request_membership(district, office="other", note="A private line", actor=newcomer)
    page = f"/districts/{district.pk}/people/"
    assert "A private line" in client_for(lead).get(page).content.decode()
    assert "A private line" not in client_for(member).get(page).content.decode()


def test_people_of_a_rival_district_are_not_found(
    client_for, rival_lead, rival_superintendent, former_member, district
):
    for stranger in (rival_lead, rival_superintendent, former_member):
        assert client_for(stranger).get(f"/districts/{district.pk}/people/").status_code == 404
        assert client_for(stranger).get(f"/districts/{district.pk}/people/invite/").status_code == 404


def test_membership_page_of_a_rival_is_not_found(client_for, rival_lead, member):
    membership = Membership.objects.get(user=member)
    client = client_for(rival_lead)
    for ending in ("", "approve/", "decline/", "end/", "term/", "leave/", "hand-over/"):
        answer = client.get if ending in ("", "hand-over/") else client.post
        assert answer(membership.get_absolute_url() + ending).status_code == 404


def test_membership_page_of_another_district_address_is_not_found(client_for, lead, member, rival_district):
    membership = Membership.objects.get(user=member)
    assert client_for(lead).get(f"/districts/{rival_district.pk}/people/{membership.pk}/").status_code == 404
    assert client_for(lead).get(f"/districts/{membership.district_id}/people/{10**30}/").status_code == 404


def test_own_people_leads_to_ones_district(client_for, lead, newcomer, district):
    assert client_for(lead).get("/districts/mine/").url == f"/districts/{district.pk}/people/"
    assert client_for(newcomer).get("/districts/mine/").status_code == 403


def test_district_page_shows_people_to_members_and_a_way_in_to_others(client_for, client, lead, newcomer, district):
    page = district.get_absolute_url()
    assert "Innovation lead A" in client_for(lead).get(page).content.decode()
    stranger = client_for(newcomer).get(page).content.decode()
    assert "Innovation lead A" not in stranger
    assert f"/districts/{district.pk}/join/" in stranger
    assert "Innovation lead A" not in client.get(page).content.decode()


def test_waiting_requests_show_on_the_deciders_and_the_askers_side(newcomer, lead, rival_lead, district):
    from portal.ui.providers import waiting_for

    request_of(newcomer, district)
    assert [item.on_others for item in waiting_for(lead)] == [False]
    assert [item.on_others for item in waiting_for(newcomer)] == [True]
    assert waiting_for(rival_lead) == []
