"""The grid of letters, and reminding those who hold them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.letters import services
from applications.letters.models import Letter
from portal.core.dates import last_moment
from portal.core.errors import NotAllowed
from portal.districts.models import District
from tests.factories.conflicts import DeclarationFactory
from tests.factories.intake import PathwayFactory, signed_by

pytestmark = pytest.mark.django_db


def many(count: int, facilitator: Any) -> list[Letter]:
    pathway = PathwayFactory()
    return [
        services.issue_letter(
            district=District.objects.create(leaid=f"28981{number:02}", name=f"Sample District {number:02}"),
            source=f"grid-{number}",
            text="# Sample",
            pathways=[pathway],
            term=(date(2027, 3, 26), date(2028, 9, 30)),
            due_at=last_moment(timezone.localdate() + timedelta(days=number - 1)),
            actor=facilitator,
        )
        for number in range(count)
    ]


def test_grid_takes_the_same_queries_for_1_3_and_50_letters(facilitator: Any, client_for: Any) -> None:
    client, letters = client_for(facilitator), many(50, facilitator)
    client.get("/letters/")
    counts = []
    for most in (1, 3, 50):
        Letter.objects.filter(pk__in=[letter.pk for letter in letters[most:]]).update(state="void")
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/letters/?state=issued").content.decode()
        assert page.count("<tr>") == most + 1
        Letter.objects.update(state="issued")
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_grid_shows_a_district_its_own_only(waiting: Letter, lead: Any, rival_lead: Any, client_for: Any) -> None:
    own = client_for(lead).get("/letters/").content.decode()
    assert waiting.reference in own
    assert "Remind these" not in own
    assert waiting.reference not in client_for(rival_lead).get("/letters/").content.decode()


def test_grid_finds_by_district_state_and_lateness(facilitator: Any, client_for: Any) -> None:
    late, today = many(2, facilitator)
    client = client_for(facilitator)
    assert late.reference in client.get("/letters/?late=on").content.decode()
    assert today.reference not in client.get("/letters/?late=on").content.decode()
    assert late.reference not in client.get("/letters/?q=District+01").content.decode()
    assert "No letter fits" in client.get("/letters/?state=signed").content.decode()


def test_remind_shows_who_is_mailed_and_mails_once_a_day(
    waiting: Letter, superintendent: Any, facilitator: Any, client_for: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_for(facilitator)
    shown = client.post("/letters/remind/", {"letters": [waiting.pk]})
    assert superintendent.email in shown.content.decode()
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            client.post("/letters/remind/", {"letters": [waiting.pk], "confirmed": "on"})
    sent = [message for message in mail.outbox if message.subject.startswith("Reminder")]
    assert [message.to for message in sent] == [[superintendent.email]]


def test_remind_is_for_facilitators_who_are_free(waiting: Letter, lead: Any, facilitator: Any) -> None:
    with pytest.raises(NotAllowed):
        services.remind_signers([waiting], actor=lead)
    DeclarationFactory(person=facilitator, district=waiting.district)
    assert services.remind_signers([waiting], actor=facilitator) == 0


def test_remind_by_rule_on_three_days_unless_stopped(facilitator: Any) -> None:
    letters = many(9, facilitator)
    stopped = letters[4]
    services.switch_reminders(stopped, on=False, actor=facilitator)
    call_command("remind_letters")
    reminded = {letter.source for letter in Letter.objects.filter(reminded_at__isnull=False)}
    assert reminded == {"grid-2", "grid-8"}
    assert services.remind_due() == 0


def test_remind_of_signed_letters_is_not_possible(waiting: Letter, superintendent: Any, facilitator: Any) -> None:
    signed_by(waiting, superintendent)
    assert services.remind_signers([Letter.objects.get(pk=waiting.pk)], actor=facilitator) == 0


def test_renewal_is_told_once_a_year_ahead(
    in_force: Letter, lead: Any, facilitator: Any, django_capture_on_commit_callbacks: Any
) -> None:
    Letter.objects.filter(pk=in_force.pk).update(term_ends=timezone.localdate() + timedelta(days=366))
    with django_capture_on_commit_callbacks(execute=True):
        services.remind_due()
    assert not [message for message in mail.outbox if "The term of" in message.subject]
    Letter.objects.filter(pk=in_force.pk).update(term_ends=timezone.localdate() + timedelta(days=365))
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            services.remind_due()
    told = [message for message in mail.outbox if "The term of" in message.subject]
    assert len([message for message in told if message.to == [lead.email]]) == 1
