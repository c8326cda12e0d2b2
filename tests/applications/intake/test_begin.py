"""The public call, and beginning an application."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from applications.intake.models import Application
from tests.factories.intake import RoundFactory, submitted

pytestmark = pytest.mark.django_db


def begin(client: Any, call: Any, district: Any) -> Any:
    return client.post(f"/apply/{call.slug}/begin/", {"district": district.pk, "form_key": "a" * 32})


def test_call_shows_dates_duties_and_a_way_in_to_everybody(client: Any) -> None:
    call = RoundFactory(title="Round of tests")
    page = client.get(call.get_absolute_url()).content.decode()
    assert "Round of tests" in page
    assert page.count("<li>") >= 9, "five duties and four steps"
    assert "Sign in to apply" in page


def test_call_that_is_not_published_is_not_there(client: Any) -> None:
    call = RoundFactory(is_published=False)
    assert client.get(call.get_absolute_url()).status_code == 404
    assert client.get("/apply/").content.decode().count(call.title) == 0


def test_calls_without_a_round_say_so(client: Any) -> None:
    assert "No round is announced yet" in client.get("/apply/").content.decode()


def test_blank_form_shows_every_question(client: Any) -> None:
    call = RoundFactory()
    page = client.get(f"/apply/{call.slug}/form/").content.decode()
    assert all(question.label in page for section in call.sections for question in section.questions)


def test_begin_makes_one_draft_however_often(lead: Any, superintendent: Any, district: Any, client_for: Any) -> None:
    call = RoundFactory()
    first = begin(client_for(lead), call, district)
    second = begin(client_for(superintendent), call, district)
    assert first.url == second.url
    assert Application.objects.filter(round=call).count() == 1


def test_begin_offers_only_own_districts(lead: Any, rival_district: Any, client_for: Any) -> None:
    assert begin(client_for(lead), RoundFactory(), rival_district).status_code == 404
    assert not Application.objects.exists()


def test_begin_is_refused_to_other_offices(member: Any, district: Any, client_for: Any) -> None:
    assert begin(client_for(member), RoundFactory(), district).status_code == 404


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [(timedelta(days=1), timedelta(days=2), "not open yet"), (timedelta(days=-2), timedelta(seconds=-1), "closed on")],
)
def test_begin_outside_the_dates_is_refused_in_a_sentence(
    opens: timedelta, closes: timedelta, words: str, lead: Any, district: Any, client_for: Any
) -> None:
    call = RoundFactory(opens_at=timezone.now() + opens, closes_at=timezone.now() + closes)
    answer = begin(client_for(lead), call, district)
    assert answer.status_code == 409
    assert words in answer.content.decode()


def test_begin_leads_back_to_the_application_after_the_round_closed(lead: Any, district: Any, client_for: Any) -> None:
    call = RoundFactory()
    application = submitted(call, district, actor=lead)
    call.closes_at = timezone.now() - timedelta(minutes=1)
    call.save()
    assert begin(client_for(lead), call, district).url == application.get_absolute_url()


def test_begin_mails_the_link_to_the_draft_to_those_who_write_it(
    lead: Any, superintendent: Any, member: Any, district: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    call = RoundFactory()
    with django_capture_on_commit_callbacks(execute=True):
        begin(client_for(lead), call, district)
        begin(client_for(superintendent), call, district)
    assert sorted(address for message in mail.outbox for address in message.to) == sorted(
        [lead.email, superintendent.email]
    )
    assert Application.objects.get().get_absolute_url() in mail.outbox[0].body
