"""The public call: dates for one's calendar, what is known of a district, and the words of the mails."""

from typing import Any

import pytest
from django.core import mail
from icalendar import Calendar

from applications.intake import services
from applications.intake.models import Application
from applications.intake.standing import known_of
from tests.factories.accountability import RatingFactory
from tests.factories.intake import RoundFactory, decided, submitted

pytestmark = pytest.mark.django_db


def test_dates_are_a_calendar_with_the_moments_of_the_round(client: Any) -> None:
    call = RoundFactory()
    answer = client.get(f"/apply/{call.slug}/dates.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    events = {str(event["uid"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert len(events) == 5
    assert events[f"round-{call.slug}-closes@ms-iln"]["dtstart"].dt == call.closes_at.replace(microsecond=0)
    assert events[f"round-{call.slug}-decisions@ms-iln"]["dtstart"].dt == call.decisions_on


def test_dates_of_a_round_that_is_not_public_are_not_there(client: Any) -> None:
    call = RoundFactory(is_published=False)
    assert client.get(f"/apply/{call.slug}/dates.ics").status_code == 404


@pytest.mark.parametrize(("grade", "warns"), [("A", False), ("B", False), ("C", True), ("F", True), (None, False)])
def test_call_warns_of_a_grade_and_never_blocks(
    grade: str | None, warns: bool, lead: Any, district: Any, client_for: Any
) -> None:
    call = RoundFactory()
    if grade:
        RatingFactory(district=district, grade=grade, year=2019)
    assert known_of(district)[0].is_warning is warns
    page = client_for(lead).get(call.get_absolute_url()).content.decode()
    assert (f"Rated {grade} in 2019." if grade else "No letter grade is known here.") in page
    assert "Begin the application" in page
    client_for(lead).post(f"/apply/{call.slug}/begin/", {"district": district.pk})
    assert Application.objects.get().district == district


def test_mails_carry_the_words_of_the_round(
    lead: Any, facilitator: Any, district: Any, django_capture_on_commit_callbacks: Any
) -> None:
    call = RoundFactory(receipt_text="Thank you, {district}.", decline_text="Not this time: {reference}.")
    with django_capture_on_commit_callbacks(execute=True):
        application = submitted(call, district, actor=lead)
        decided(application, "decline", facilitator=facilitator)
    texts = [message.body for message in mail.outbox]
    assert any(f"Thank you, {district}." in text for text in texts)
    assert any(f"Not this time: {application.reference}." in text and "Sample reasons." in text for text in texts)


def test_balance_is_shown_to_those_who_decide(lead: Any, facilitator: Any, district: Any, client_for: Any) -> None:
    rules = [
        {"type": "rule", "value": {"by": "rurality", "group": "rural", "at_least": 4, "at_most": None}},
        {"type": "rule", "value": {"by": "plc", "group": "", "at_least": None, "at_most": 0}},
    ]
    call = RoundFactory(balance=rules)
    application = submitted(call, district, actor=lead)
    services.decide_application(application, outcome="accept", reasons="Sample.", actor=facilitator)
    page = client_for(facilitator).get(f"/apply/{call.slug}/decisions/").content.decode()
    have = 1 if district.is_rural else 0
    assert f"{4 - have} more needed" in page
    assert "1 too many" in page
