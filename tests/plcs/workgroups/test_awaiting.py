"""People who are invited and not in yet: who may await them, when it ends, and how they come in."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from plcs.workgroups import services
from plcs.workgroups.models import Awaited, Place, Workgroup
from plcs.workgroups.states import AwaitedState
from portal.core.errors import NotAllowed
from portal.districts import services as districts
from portal.districts.models import Invitation, Membership
from tests.factories.accounts import UserFactory
from tests.factories.discussion import begun
from tests.factories.people import MembershipFactory
from tests.factories.plcs import placed, workgroup_of
from tests.plcs.workgroups.awaiting import ADDRESS, close_plc, give_up_seat, link_in, mails, run, take_back, told


def test_await_is_for_the_leads_of_the_plc_and_of_the_district(
    workgroup: Workgroup, invitation: Invitation, superintendent: Any, facilitator: Any, member: Any
) -> None:
    for actor in (superintendent, facilitator):
        row = services.await_person(workgroup, invitation, actor=actor)
        services.take_back_awaited(row, actor=actor)
    placed(workgroup, member, is_lead=True)
    assert services.await_person(workgroup, invitation, actor=member).asked_by == member


def test_lead_of_the_plc_from_another_district_sees_no_address_and_awaits_nobody(
    awaited: Awaited, workgroup: Workgroup, invitation: Invitation, plc_member: Any, client_for: Any
) -> None:
    Place.objects.filter(user=plc_member).update(is_lead=True)
    browser, base = client_for(plc_member), workgroup.get_absolute_url()
    assert ADDRESS not in browser.get(f"{base}people/").content.decode()
    assert browser.post(f"{base}awaited/{awaited.pk}/take-back/").status_code == 404
    for act, thing in ((services.await_person, invitation), (services.take_back_awaited, awaited)):
        given = (workgroup, thing) if act is services.await_person else (thing,)
        with pytest.raises(PermissionDenied):
            act(*given, actor=plc_member)


@pytest.mark.parametrize("who", ["member", "rival_lead", "rival_superintendent", "csa_reviewer", "newcomer"])
def test_await_is_refused_to_others(who: str, request: Any, workgroup: Workgroup, invitation: Invitation) -> None:
    with pytest.raises(PermissionDenied):
        services.await_person(workgroup, invitation, actor=request.getfixturevalue(who))
    assert not Awaited.objects.exists()


def test_await_on_the_page_offers_a_district_lead_only_their_own(
    workgroup: Workgroup,
    invitation: Invitation,
    rival_lead: Any,
    rival_district: Any,
    rival_superintendent: Any,
    client_for: Any,
) -> None:
    own = districts.invite(rival_district, email="own@example.org", office="other", actor=rival_lead)
    browser, people = client_for(rival_lead), f"{workgroup.get_absolute_url()}people/"
    districts.invite(rival_district, email=rival_lead.email, office="other", actor=rival_superintendent)
    page = browser.get(people).content.decode()
    assert "own@example.org" in page
    assert f"{rival_lead.email}, Other staff" not in page, "who has come in cannot be awaited"
    assert ADDRESS not in page
    answer = browser.post(f"{workgroup.get_absolute_url()}awaited/", {"invitation": invitation.pk})
    assert "Please choose another" in answer.content.decode()
    assert ADDRESS not in answer.content.decode()
    assert not Awaited.objects.exists()
    browser.post(f"{workgroup.get_absolute_url()}awaited/", {"invitation": own.pk})
    assert Awaited.objects.get().email == "own@example.org"


def test_await_needs_a_seat_an_open_plc_and_a_standing_invitation(
    workgroup: Workgroup, invitation: Invitation, facilitator: Any, lead: Any
) -> None:
    with pytest.raises(NotAllowed, match="has no seat"):
        services.await_person(workgroup_of(), invitation, actor=facilitator)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    services.take_back_awaited(services.await_person(workgroup, invitation, actor=lead), actor=lead)
    Invitation.objects.update(created_at=timezone.now() - timedelta(weeks=12, minutes=1))
    with pytest.raises(NotAllowed, match="too old"):
        services.await_person(workgroup, invitation, actor=lead)
    services.close_workgroup(workgroup, reason="Sample", actor=facilitator)
    with pytest.raises(NotAllowed, match="closed"):
        services.await_person(workgroup, invitation, actor=facilitator)


def test_await_twice_and_of_who_is_in_is_refused_in_a_sentence(
    awaited: Awaited, workgroup: Workgroup, invitation: Invitation, plc_lead: Any, member: Any, district: Any
) -> None:
    with pytest.raises(NotAllowed, match="awaited in this PLC already"):
        services.await_person(workgroup, invitation, actor=plc_lead)
    second = districts.invite(district, email=member.email, office="other", actor=plc_lead)
    with pytest.raises(NotAllowed, match="has come in"):
        services.await_person(workgroup, second, actor=plc_lead)


def test_people_page_shows_addresses_to_those_who_may_give_places_only(
    awaited: Awaited,
    workgroup: Workgroup,
    client_for: Any,
    plc_lead: Any,
    plc_member: Any,
    member: Any,
    facilitator: Any,
) -> None:
    placed(workgroup, member)
    people = f"{workgroup.get_absolute_url()}people/"
    for person in (plc_lead, facilitator):
        assert ADDRESS in client_for(person).get(people).content.decode()
    for person in (plc_member, member):
        page = client_for(person).get(people)
        assert page.status_code == 200
        assert ADDRESS not in page.content.decode()


def test_take_back_is_found_by_leads_only(
    awaited: Awaited, client_for: Any, plc_lead: Any, plc_member: Any, member: Any, rival_superintendent: Any
) -> None:
    url = f"{awaited.workgroup.get_absolute_url()}awaited/{awaited.pk}/take-back/"
    for person in (plc_member, member, rival_superintendent):
        assert client_for(person).post(url).status_code == 404
        with pytest.raises(PermissionDenied):
            services.take_back_awaited(awaited, actor=person)
    page = client_for(plc_lead).post(url, follow=True).content.decode()
    assert "Nobody is awaited." in page
    assert Awaited.objects.get().state == AwaitedState.TAKEN_BACK
    logged = ModelLogEntry.objects.filter(action="workgroups.take_back", object_id=str(awaited.pk)).get()
    assert (logged.user, logged.data["before"], logged.data["after"]) == (plc_lead, "awaited", "taken_back")
    run()


def accept(client_for: Any, path: str) -> Any:
    person = UserFactory(email=ADDRESS, name="Sample Arrival")
    assert client_for(person).post(path).status_code == 302
    return person


def test_accepting_gives_the_place_at_once(
    awaited: Awaited, workgroup: Workgroup, plc_lead: Any, client_for: Any
) -> None:
    begun(workgroup, actor=plc_lead)
    run(told=1)
    person = accept(client_for, link_in(told(), "districts/invitations"))
    assert person.has_perm("workgroups.enter", workgroup)
    assert client_for(person).get(workgroup.get_absolute_url() + "threads/1/").status_code == 200
    assert Awaited.objects.get().state == AwaitedState.ARRIVED
    assert len(mails("You are in the PLC")) == 1
    run()


def test_accepting_after_stopping_the_mail_gives_the_place_too(
    awaited: Awaited, workgroup: Workgroup, client_for: Any
) -> None:
    services.stop_mail(awaited)
    person = accept(client_for, link_in(mails("Invitation")[0].text, "districts/invitations"))
    assert person.has_perm("workgroups.enter", workgroup)


@pytest.mark.parametrize("end", [give_up_seat, close_plc, take_back])
def test_accepting_after_the_end_gives_the_office_and_no_place(
    end: Any, awaited: Awaited, workgroup: Workgroup, plc_lead: Any, facilitator: Any, client_for: Any
) -> None:
    end(awaited, lead=plc_lead, facilitator=facilitator)
    person = accept(client_for, link_in(mails("Invitation")[0].text, "districts/invitations"))
    assert Membership.objects.active().filter(user=person).exists()
    assert not Place.objects.filter(user=person).exists()
    assert Awaited.objects.get().state == ("taken_back" if end is take_back else "lapsed")


def test_accepting_gives_no_place_that_who_asked_may_no_longer_give(
    awaited: Awaited, workgroup: Workgroup, invitation: Invitation, plc_lead: Any, superintendent: Any, client_for: Any
) -> None:
    services.take_back_awaited(awaited, actor=plc_lead)
    services.await_person(workgroup, invitation, actor=superintendent)
    Membership.objects.filter(user=superintendent).update(ends_on=timezone.localdate() - timedelta(days=1))
    person = accept(client_for, link_in(mails("Invitation")[0].text, "districts/invitations"))
    assert not Place.objects.filter(user=person).exists()


def test_person_who_comes_in_by_another_way_is_let_in_by_the_next_run(
    awaited: Awaited, workgroup: Workgroup, district: Any
) -> None:
    unsure = UserFactory(email=ADDRESS, name="Sample Arrival", verified=False)
    held = MembershipFactory(district=district, office="principal", user=unsure)
    run()
    assert not unsure.has_perm("workgroups.enter", workgroup)
    unsure.emailaddress_set.update(verified=True)
    run(arrived=1)
    assert held.user.has_perm("workgroups.enter", workgroup)


def test_stop_page_changes_nothing_until_the_button_and_needs_no_sign_in(
    awaited: Awaited, workgroup: Workgroup, plc_lead: Any, client: Any
) -> None:
    begun(workgroup, actor=plc_lead)
    run(told=1)
    url = link_in(told(), "plcs/stop")
    for _ in range(2):
        page = client.get(url).content.decode()
        assert "Stop the mail" in page
        assert ADDRESS not in page
    assert Awaited.objects.get().state == AwaitedState.AWAITED
    page = client.post(url, follow=True).content.decode()
    assert "No more weekly mail" in page
    assert client.post(url).status_code == 302
    stopped = Awaited.objects.get()
    assert (stopped.state, bool(stopped.stopped_at)) == (AwaitedState.STOPPED, True)
    assert ModelLogEntry.objects.filter(action="workgroups.stop_mail").count() == 1


def test_stop_link_that_we_did_not_write_is_not_found(awaited: Awaited, client: Any) -> None:
    for token in ("nonsense", f"{awaited.pk}", f"{awaited.pk}:1abcde:x"):
        assert client.post(f"/plcs/stop/{token}/").status_code == 404
    assert Awaited.objects.get().state == AwaitedState.AWAITED


def test_person_who_stopped_the_mail_is_not_put_on_it_again(
    awaited: Awaited, workgroup: Workgroup, invitation: Invitation, plc_lead: Any
) -> None:
    services.stop_mail(awaited)
    services.take_back_awaited(Awaited.objects.get(), actor=plc_lead)
    with pytest.raises(NotAllowed, match="has stopped the weekly mail"):
        services.await_person(workgroup, invitation, actor=plc_lead)


def test_people_page_asks_the_same_of_the_database_for_one_and_for_five(
    awaited: Awaited,
    workgroup: Workgroup,
    district: Any,
    plc_lead: Any,
    client_for: Any,
    django_assert_num_queries: Any,
) -> None:
    browser, people = client_for(plc_lead), f"{workgroup.get_absolute_url()}people/"
    browser.get(people)
    with CaptureQueriesContext(connection) as one:
        browser.get(people)
    for number in range(4):
        sent = districts.invite(district, email=f"more{number}@example.org", office="other", actor=plc_lead)
        services.await_person(workgroup, sent, actor=plc_lead)
    with django_assert_num_queries(len(one)):
        browser.get(people)
