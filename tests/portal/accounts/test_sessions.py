"""Sessions end in time: after an hour without a page for the state's people, after a day for everybody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db.models import F
from django.test import Client

from portal.districts.models import District
from tests.factories.accounts import PASSWORD, code_of_app

pytestmark = pytest.mark.django_db
IDLE = "you opened no page for a while"
OLD = "more than a day old"


def let_pass(**how_long: int) -> None:
    """So much time passes without a request."""
    by = timedelta(**how_long)
    UserSession.objects.update(last_seen_at=F("last_seen_at") - by, created_at=F("created_at") - by)


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.fixture
def open_browser(client_for: Callable[..., Client]) -> Callable[[Any], Client]:
    """A browser in which a person has just opened a page."""

    def open_page(person: Any) -> Client:
        client = client_for(person)
        assert is_signed_in(client)
        return client

    return open_page


@pytest.mark.parametrize("who", ["facilitator", "csa_reviewer", "data_steward", "editor", "administrator"])
def test_session_of_a_state_role_ends_after_an_hour_without_a_page(open_browser, request, who):
    client = open_browser(request.getfixturevalue(who))
    let_pass(minutes=58)
    assert is_signed_in(client)
    let_pass(minutes=58)
    assert is_signed_in(client), "the hour counts from the last page"
    key = client.session.session_key
    let_pass(minutes=61)
    answer = client.get("/account/")
    assert answer.url == "/accounts/login/?next=/account/"
    assert IDLE in client.get(answer.url).content.decode()
    client.cookies["sessionid"] = key
    assert not is_signed_in(client), "the old cookie opens nothing"


def test_session_of_others_lasts_a_day_and_no_longer_however_busy(open_browser, superintendent):
    client = open_browser(superintendent)
    for _ in range(3):
        let_pass(hours=7, minutes=55)
        assert is_signed_in(client)
    let_pass(minutes=16)
    answer = client.get("/account/")
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert OLD in page
    assert IDLE not in page


def test_idle_time_is_a_setting(open_browser, facilitator, settings):
    settings.STAFF_IDLE_SECONDS = 120
    client = open_browser(facilitator)
    let_pass(minutes=3)
    assert not is_signed_in(client)


def test_form_sent_after_an_idle_hour_is_kept_and_goes_on_after_the_sign_in(open_browser, facilitator, district):
    cache.clear()
    client = open_browser(facilitator)
    let_pass(minutes=61)
    asked = client.post("/account/", {"name": "Sample typed name"})
    assert asked.url == "/accounts/login/?next=/resume/"
    page = client.get(asked.url).content.decode()
    assert IDLE in page
    assert "What you typed is kept" in page
    answers = {"login": facilitator.email, "password": PASSWORD, "next": "/resume/"}
    factor = client.post(asked.url, answers)
    assert client.post(factor.url, {"code": code_of_app()}).url == "/resume/"
    assert "Sample typed name" in client.get("/resume/").content.decode()
    facilitator.refresh_from_db()
    assert facilitator.name != "Sample typed name", "nothing took effect by itself"


def test_public_page_after_an_idle_hour_is_shown_as_to_a_visitor(open_browser, facilitator):
    District.objects.create(leaid="2899003", name="Sample District C")
    client = open_browser(facilitator)
    let_pass(minutes=61)
    answer = client.get("/districts/")
    assert answer.status_code == 200
    assert not answer.wsgi_request.user.is_authenticated


def test_sign_in_page_gives_no_reason_where_none_is(client):
    page = client.get("/accounts/login/").content.decode()
    assert IDLE not in page
    assert OLD not in page


def test_pages_within_a_minute_write_no_activity(open_browser, facilitator):
    client = open_browser(facilitator)
    seen = UserSession.objects.get(user=facilitator).last_seen_at
    assert is_signed_in(client)
    assert UserSession.objects.get(user=facilitator).last_seen_at == seen
    let_pass(minutes=2)
    assert is_signed_in(client)
    assert UserSession.objects.get(user=facilitator).last_seen_at > seen
