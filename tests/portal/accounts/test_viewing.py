"""Looking through another person's eyes: read-only, bannered, logged, never into a state role."""

import pytest
from wagtail.models import ModelLogEntry

from portal.districts.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewing(client_for, administrator, lead):
    """The administrator's browser, looking as the innovation lead."""
    client = client_for(administrator)
    assert client.post(f"/people/{lead.pk}/view-as/").status_code == 302
    return client


def test_view_as_shows_what_the_person_sees_under_a_banner(viewing, lead, district, administrator):
    page = viewing.get(f"/districts/{district.pk}/people/")
    assert page.status_code == 200
    assert "You are looking at the portal as <b>Innovation lead A</b>" in page.content.decode()
    assert page.wsgi_request.user == lead
    assert page.wsgi_request.real_user == administrator
    assert viewing.get("/people/").status_code == 403, "the administrator's own powers rest meanwhile"


def test_view_as_cannot_send_anything(viewing, member, newcomer, district):
    membership = Membership.objects.get(user=member)
    for url in (
        membership.get_absolute_url() + "end/",
        f"/districts/{district.pk}/people/invite/",
        "/account/",
        "/accounts/logout/",
        "/accounts/password/change/",
        f"/people/{newcomer.pk}/grant-role/",
        "/nowhere/",
    ):
        for send in (viewing.post, viewing.put, viewing.patch, viewing.delete):
            answer = send(url, {"reason": "x", "email": "a@example.org", "office": "other"})
            assert answer.status_code == 403
            assert "only looking" in answer.content.decode()
    membership.refresh_from_db()
    assert membership.state == "active"


@pytest.mark.parametrize("url", ["/cms/", "/accounts/2fa/", "/accounts/email/", "/accounts/sessions/", "/account/"])
def test_view_as_keeps_account_pages_and_the_editor_closed(viewing, url):
    assert viewing.get(url).status_code == 403


def test_stop_viewing_gives_ones_own_eyes_back_and_both_are_logged(viewing, administrator, lead):
    assert viewing.post("/people/stop-viewing/").url == f"/people/{lead.pk}/"
    assert viewing.get("/people/").status_code == 200
    told = ModelLogEntry.objects.filter(action__in=["accounts.view_as", "accounts.stop_viewing"]).order_by("pk")
    assert [(entry.action, entry.user, entry.object_id) for entry in told] == [
        ("accounts.view_as", administrator, str(lead.pk)),
        ("accounts.stop_viewing", administrator, str(lead.pk)),
    ]


def test_stop_viewing_without_viewing_does_nothing(client_for, newcomer):
    assert client_for(newcomer).post("/people/stop-viewing/").url == "/start/"
    assert not ModelLogEntry.objects.filter(action="accounts.stop_viewing").exists()


@pytest.mark.parametrize("target", ["facilitator", "csa_reviewer", "editor", "administrator"])
def test_view_as_a_holder_of_a_state_role_or_oneself_is_refused(request, client_for, administrator, target):
    person = request.getfixturevalue(target)
    assert client_for(administrator).post(f"/people/{person.pk}/view-as/").status_code == 403


@pytest.mark.parametrize("actor", ["lead", "superintendent", "facilitator", "data_steward"])
def test_view_as_is_for_administrators_only(request, client_for, member, actor):
    assert client_for(request.getfixturevalue(actor)).post(f"/people/{member.pk}/view-as/").status_code == 404


def test_view_as_by_a_planted_session_is_ignored(client_for, newcomer, lead):
    client = client_for(newcomer)
    session = client.session
    session["viewing_as"] = lead.pk
    session.save()
    assert client.get("/account/").wsgi_request.user == newcomer


def test_view_as_ends_when_the_person_gets_a_state_role(viewing, lead, administrator):
    from tests.factories.accounts import RoleGrantFactory

    RoleGrantFactory(user=lead, role="csa_reviewer")
    assert viewing.get("/people/").wsgi_request.user == administrator
