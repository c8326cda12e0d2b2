"""Invitations to an office: bound to one address, good for one use, seven days, revocable, counted."""

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts import services
from portal.districts.models import District, Invitation, Membership
from portal.districts.policies import holds_office, is_member
from tests.factories.accounts import UserFactory, state_officer

pytestmark = pytest.mark.django_db


def invite(district: Any, actor: Any, email: str = "newcomer@example.org", office: str = "other") -> Invitation:
    return services.invite(district, email=email, office=office, actor=actor)


def link_in_mail(address: str = "newcomer@example.org") -> str:
    text = OutgoingMail.objects.filter(to=address, subject__startswith="Invitation").latest("pk").text
    found = re.search(r"/districts/invitations/[\w-]+/", text)
    assert found
    return found[0]


def test_invite_sends_a_link_whose_token_is_not_kept(client_for, lead, district):
    sent = {"email": "Newcomer@Example.org", "office": "principal", "expires_at": "2099-01-01", "district": "x"}
    answer = client_for(lead).post(f"/districts/{district.pk}/people/invite/", sent)
    assert answer.status_code == 302
    invitation = Invitation.objects.get()
    token = link_in_mail().split("/")[-2]
    assert invitation.email == "newcomer@example.org"
    assert (invitation.district, invitation.office, invitation.invited_by) == (district, "principal", lead)
    assert invitation.expires_at - invitation.created_at == timedelta(days=7)
    assert token not in str(Invitation.objects.values().get())
    assert invitation.token_hash == services.hash_of(token)


def test_invite_answers_the_same_for_a_known_address(client_for, lead, district, rival_lead):
    client = client_for(lead)
    answers = []
    for address in (rival_lead.email, "nobody.known@example.org"):
        sent = {"email": address, "office": "other"}
        page = client.post(f"/districts/{district.pk}/people/invite/", sent, follow=True)
        answers.append((page.status_code, page.content.decode().replace(address, "ADDRESS").count("ADDRESS")))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("office", ["superintendent", "board_president", "innovation_lead", "governor"])
def test_invite_to_an_office_the_lead_may_not_confirm_is_refused(client_for, lead, district, office):
    answer = client_for(lead).post(
        f"/districts/{district.pk}/people/invite/", {"email": "a@example.org", "office": office}
    )
    assert answer.status_code == 200
    assert not Invitation.objects.exists()
    with pytest.raises(PermissionDenied):
        invite(district, lead, office=office)


def test_invite_is_not_for_members_or_strangers(client_for, member, rival_lead, client, district):
    url = f"/districts/{district.pk}/people/invite/"
    assert client_for(member).get(url).status_code == 403
    assert client_for(rival_lead).get(url).status_code == 404
    assert client.get(url).url.startswith("/accounts/login/")


def test_invite_is_limited_to_twenty_in_an_hour(lead, district):
    for number in range(20):
        invite(district, lead, f"guest{number}@example.org")
    with pytest.raises(NotAllowed, match="20 invitations"):
        invite(district, lead, "one.more@example.org")
    Invitation.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    assert invite(district, lead, "one.more@example.org").pk


def test_invite_again_takes_the_older_link_back(client_for, newcomer, lead, district):
    invite(district, lead)
    older = link_in_mail()
    invite(district, lead)
    assert "taken back" in client_for(newcomer).get(older).content.decode()


def test_accept_makes_the_person_a_member_once(client_for, newcomer, lead, district):
    invite(district, lead)
    client, link = client_for(newcomer), link_in_mail()
    assert not is_member(newcomer, district)
    assert client.get(link).status_code == 200
    assert not Membership.objects.filter(user=newcomer).exists(), "opening the link must not accept it"
    assert client.post(link).status_code == 302
    membership = Membership.objects.get(user=newcomer)
    assert (membership.state, membership.office, membership.decided_by) == ("active", "other", lead)
    again = client.post(link)
    assert again.status_code == 409
    assert "already used" in again.content.decode()
    assert Membership.objects.filter(user=newcomer).count() == 1
    assert OutgoingMail.objects.filter(to=lead.email, subject__contains="accepted").exists()


def test_accept_approves_a_request_that_is_open(client_for, newcomer, lead, district):
    services.request_membership(district, office="other", actor=newcomer)
    invite(district, lead)
    client_for(newcomer).post(link_in_mail())
    assert Membership.objects.get(user=newcomer).state == "active"


def test_accept_by_another_account_is_refused(client_for, member, rival_lead, lead, district):
    invite(district, lead)
    answer = client_for(rival_lead).post(link_in_mail())
    assert answer.status_code == 409
    assert "another address" in answer.content.decode()
    assert "newcomer@example.org" not in answer.content.decode()
    assert not is_member(rival_lead, district)


def test_accept_with_an_address_that_is_not_verified_is_refused(client_for, lead, district):
    unsure = UserFactory(email="newcomer@example.org", verified=False)
    EmailAddress.objects.create(user=unsure, email="elsewhere@example.org", verified=True)
    invite(district, lead)
    assert client_for(unsure).post(link_in_mail()).status_code == 409
    assert not is_member(unsure, district)


def test_accept_of_ones_own_invitation_is_refused(client_for, facilitator, district):
    services.invite(district, email=facilitator.email, office="superintendent", actor=facilitator)
    assert client_for(facilitator).post(link_in_mail(facilitator.email)).status_code == 409
    assert not is_member(facilitator, district)


def test_accept_after_seven_days_or_after_it_was_taken_back_is_refused(client_for, newcomer, lead, district):
    invitation = invite(district, lead)
    client, link = client_for(newcomer), link_in_mail()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "has expired" in client.post(link).content.decode()
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    url = f"/districts/{district.pk}/invitations/{invitation.pk}/revoke/"
    assert client_for(lead).post(url).status_code == 302
    assert client.post(link).status_code == 409
    assert client_for(lead).post(url).status_code == 409
    assert not is_member(newcomer, district)


def test_accept_after_the_inviter_left_office_is_refused(client_for, newcomer, lead, district):
    invite(district, lead)
    services.leave(Membership.objects.get(user=lead), actor=lead)
    assert "may no longer" in client_for(newcomer).post(link_in_mail()).content.decode()


def test_accept_of_a_seat_that_is_taken_is_refused(client_for, newcomer, superintendent, facilitator, district):
    invite(district, facilitator, office="superintendent")
    answer = client_for(newcomer).post(link_in_mail())
    assert answer.status_code == 409
    assert "Superintendent A is superintendent now" in answer.content.decode()
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize("token", ["wrong", "x" * 500, "../../etc"])
def test_accept_with_a_wrong_token_is_not_found(client_for, newcomer, token):
    assert client_for(newcomer).post(f"/districts/invitations/{token}/").status_code == 404


def test_accept_asks_a_visitor_to_sign_in_and_comes_back(client, lead, district):
    invite(district, lead)
    link = link_in_mail()
    assert client.get(link).url == f"/accounts/login/?next={link}"


def test_revoke_is_not_for_strangers_or_colleagues(client_for, lead, member, rival_lead, district):
    url = f"/districts/{district.pk}/invitations/{invite(district, lead).pk}/revoke/"
    assert client_for(rival_lead).post(url).status_code == 404
    assert client_for(member).post(url).status_code == 403
    assert Invitation.objects.open().exists()


def at_once(count: int, act: Any) -> list[Any]:
    """Run one act in several threads that start together; what each gave back or raised."""
    results, gate = [], threading.Barrier(count)

    def run() -> None:
        gate.wait()
        try:
            results.append(act())
        except NotAllowed as refusal:
            results.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_accept_at_once_from_two_windows_gives_one_membership():
    inviter = state_officer("facilitator", email="facilitator@example.org")
    district = District.objects.create(leaid="2899001", name="Sample District A")
    person = UserFactory(email="newcomer@example.org")
    invitation = invite(district, inviter, office="superintendent")
    results = at_once(4, lambda: services.accept_invitation(invitation, actor=person))
    assert len([each for each in results if isinstance(each, Membership)]) == 1
    assert {str(each) for each in results if isinstance(each, NotAllowed)} == {"This invitation is already used."}
    assert Membership.objects.filter(user=person, state="active").count() == 1
    assert OutgoingMail.objects.filter(to=inviter.email, subject__contains="accepted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_approve_at_once_of_two_superintendents_gives_one_seat():
    decider = state_officer("facilitator", email="facilitator@example.org")
    district = District.objects.create(leaid="2899001", name="Sample District A")
    asked = [
        services.request_membership(district, office="superintendent", actor=UserFactory(name=name)) for name in "AB"
    ]
    waiting = list(asked)
    at_once(2, lambda: services.approve_membership(waiting.pop(), actor=decider))
    assert Membership.objects.in_office("superintendent").filter(district=district).count() == 1
    assert sum(holds_office(each.user, district, "superintendent") for each in asked) == 1


def test_renew_gives_a_new_link_for_seven_days_and_ends_the_old_one(client_for, newcomer, lead, district):
    invitation, browser = invite(district, lead), client_for(newcomer)
    older = link_in_mail()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=3))
    renewed, token = services.renew_invitation(invitation)
    assert browser.get(older).status_code == 404
    assert timedelta(days=6) < renewed.expires_at - timezone.now() <= timedelta(days=7)
    assert token not in str(Invitation.objects.values().get())
    assert browser.post(f"/districts/invitations/{token}/").status_code == 302
    assert is_member(newcomer, district)
    with pytest.raises(NotAllowed, match="cannot be renewed"):
        services.renew_invitation(invitation)


def test_renew_lasts_twelve_weeks_at_most(lead, district):
    invitation, began = invite(district, lead), timezone.now() - timedelta(weeks=12)
    Invitation.objects.update(created_at=began + timedelta(days=2))
    assert services.renew_invitation(invitation)[0].expires_at == began + timedelta(days=2, weeks=12)
    Invitation.objects.update(created_at=began)
    with pytest.raises(NotAllowed, match="older than twelve weeks"):
        services.renew_invitation(invitation)


def test_renew_of_what_was_taken_back_or_sent_by_who_left_is_refused(lead, district):
    revoked, kept = invite(district, lead), invite(district, lead, "other@example.org")
    services.revoke_invitation(revoked, actor=lead)
    with pytest.raises(NotAllowed, match="taken back"):
        services.renew_invitation(revoked)
    services.leave(Membership.objects.get(user=lead), actor=lead)
    with pytest.raises(NotAllowed, match="may no longer invite"):
        services.renew_invitation(kept)
