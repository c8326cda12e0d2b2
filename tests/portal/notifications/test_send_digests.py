"""Summaries: grouped, the newest first, nothing twice; daily ones each day, weekly ones once the week is over."""

import json
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection

from applications.intake.models import Application
from portal.core.models import OutgoingMail
from portal.notifications import notifications, services
from portal.notifications.models import Preference
from tests.factories.accounts import UserFactory
from tests.parallel import together
from tests.portal.notifications.conftest import MONDAY, choose, state_of, tell, tell_many

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def run(django_capture_on_commit_callbacks: Any, capsys: Any) -> Any:
    """The command as the scheduler calls it; what it did."""

    def once() -> dict[str, int]:
        with django_capture_on_commit_callbacks(execute=True):
            call_command("send_digests", "--json")
        return json.loads(capsys.readouterr().out)

    return once


def test_digest_groups_by_topic_the_newest_first(lead: Any, application: Application, run: Any) -> None:
    choose(lead, messages="daily", letters="daily")
    tell_many(lead, application, 3)
    tell(lead, application, number=9, topic="letters", text="First line.\n\nhttp://127.0.0.1:8000/x/\n")
    assert run() == {"people": 1, "summaries": 1, "told": 4, "dropped": 0, "failed": 0}
    (message,) = mail.outbox
    assert message.subject == "Your summary: 4 notices of the Innovation Lab Network"
    marks = ["== News of letters ==", "Sample 9", "== Messages ==", "Sample 2", "Sample 1", "Sample 0"]
    places = [message.body.index(mark) for mark in marks]
    assert places == sorted(places)
    assert message.body.count(f"http://127.0.0.1:8000{application.get_absolute_url()}") == 4
    assert "First line.\n" in message.body
    assert "You get this because" not in message.body
    assert message.body.endswith("Change that: http://127.0.0.1:8000/account/notices/\n")


def test_digest_run_twice_is_one_digest_and_tells_nothing_twice(lead: Any, application: Application, run: Any) -> None:
    choose(lead, messages="daily")
    first = tell(lead, application, number=1)
    assert [run()["summaries"], run()["summaries"]] == [1, 0]
    assert len(mail.outbox) == 1
    assert state_of(first)[0] == "in_digest"


def test_digest_comes_once_a_day_and_later_news_the_day_after(
    lead: Any, application: Application, run: Any, clock: Any
) -> None:
    choose(lead, messages="daily")
    clock(MONDAY)
    tell(lead, application, number=1)
    run()
    tell(lead, application, number=2)
    assert run()["summaries"] == 0
    clock(MONDAY + DAY)
    run()
    assert ["Sample 1" in message.body for message in mail.outbox] == [True, False]
    assert ["Sample 2" in message.body for message in mail.outbox] == [False, True]


def test_nobody_gets_an_empty_digest(lead: Any, application: Application, run: Any) -> None:
    choose(lead, messages="daily")
    assert run() == {"people": 0, "summaries": 0, "told": 0, "dropped": 0, "failed": 0}
    assert mail.outbox == []


@pytest.mark.parametrize(("missed", "comes"), [(0, MONDAY), (1, MONDAY + DAY), (3, MONDAY + 3 * DAY)])
def test_weekly_digest_comes_on_monday_or_with_the_next_run(
    missed: int, comes: Any, lead: Any, application: Application, run: Any, clock: Any
) -> None:
    choose(lead, messages="weekly")
    tell(lead, application, number=1, at=MONDAY - 4 * DAY)
    tell(lead, application, number=2, at=MONDAY - DAY)
    for before in (3, 2, 1):
        clock(MONDAY - before * DAY)
        assert run()["summaries"] == 0
    clock(comes)
    assert run()["told"] == 2
    tell(lead, application, number=3, at=comes)
    clock(MONDAY + 6 * DAY)
    assert run()["summaries"] == 0
    clock(MONDAY + 7 * DAY)
    assert run()["told"] == 1


def test_daily_and_weekly_topics_share_one_mail_on_monday(
    lead: Any, application: Application, run: Any, clock: Any
) -> None:
    choose(lead, messages="daily", letters="weekly")
    tell(lead, application, number=1, at=MONDAY - 3 * DAY)
    tell(lead, application, number=2, topic="letters", at=MONDAY - 3 * DAY)
    clock(MONDAY - 2 * DAY)
    assert run()["told"] == 1
    tell(lead, application, number=3, at=MONDAY - DAY)
    clock(MONDAY)
    assert run() == {"people": 1, "summaries": 1, "told": 2, "dropped": 0, "failed": 0}


def test_what_waited_comes_in_the_next_digest_after_a_change_to_at_once(
    lead: Any, application: Application, run: Any, clock: Any
) -> None:
    choose(lead, messages="weekly")
    tell(lead, application, at=MONDAY)
    services.set_paces(lead, {"messages": "at_once"}, actor=lead)
    clock(MONDAY + DAY)
    assert run()["told"] == 1


def test_each_person_gets_their_own(lead: Any, superintendent: Any, application: Application, run: Any) -> None:
    for user in (lead, superintendent):
        choose(user, messages="daily")
        tell(user, application, subject=f"For {user.name}")
    assert run()["summaries"] == 2
    for user in (lead, superintendent):
        (message,) = [each for each in mail.outbox if each.to == [user.email]]
        assert message.body.count("For ") == 1
        assert f"For {user.name}" in message.body


def test_digest_killed_before_its_commit_has_done_nothing(
    lead: Any, application: Application, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mail and the marks of its parts are one transaction: neither stands without the other."""
    choose(lead, messages="daily")
    told = tell(lead, application)

    def die(*args: Any, **options: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("django.db.models.query.QuerySet.update", die)
        with pytest.raises(KeyboardInterrupt):
            services.send_digest(lead.pk)
    assert list(OutgoingMail.objects.values_list("pk", "state")) == [(told.pk, "held")]
    assert run()["told"] == 1


def test_digest_that_fails_stops_no_other(
    lead: Any, superintendent: Any, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    for user in (lead, superintendent):
        choose(user, messages="daily")
        tell(user, application)
    write = notifications.summary_of

    def summary_of(reader: Any, mails: Any) -> Any:
        return 1 / 0 if reader == lead else write(reader, mails)

    monkeypatch.setattr(notifications, "summary_of", summary_of)
    with pytest.raises(CommandError, match="1 summaries failed"):
        call_command("send_digests")
    assert set(OutgoingMail.objects.filter(reader=lead).values_list("state", flat=True)) == {"held"}
    assert set(OutgoingMail.objects.filter(reader=superintendent).values_list("state", flat=True)) == {
        "in_digest",
        "queued",
    }


def test_news_of_a_removed_reader_are_dropped(application: Application) -> None:
    guest = UserFactory()
    choose(guest, messages="daily")
    told = tell(guest, application)
    OutgoingMail.objects.update(reader=None)
    assert services.send_digests()["dropped"] == 1
    assert state_of(told) == ("dropped", "")


def test_digest_goes_to_the_address_the_reader_has_now(lead: Any, application: Application, run: Any) -> None:
    choose(lead, messages="daily")
    tell(lead, application)
    type(lead).objects.filter(pk=lead.pk).update(email="new@example.org")
    run()
    assert mail.outbox[0].to == ["new@example.org"]


@pytest.mark.django_db(transaction=True)
def test_digests_by_six_at_once_are_one(lead: Any, application: Application) -> None:
    choose(lead, messages="daily")
    tell_many(lead, application, 5)
    done = together(6, lambda number: services.send_digest(lead.pk))
    assert sum(done, Counter()) == Counter(summaries=1, told=5), done
    assert OutgoingMail.objects.filter(key__startswith="digest-").count() == 1
    assert len([message for message in mail.outbox if message.subject.startswith("Your summary")]) == 1


@pytest.mark.django_db(transaction=True)
def test_digests_by_six_at_once_without_the_lock_trip_over_each_other(
    lead: Any, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: SQLite has one writer at a time by nature; elsewhere the row of the reader is the lock."""
    monkeypatch.setattr("django.db.models.QuerySet.select_for_update", lambda rows, **options: rows)
    choose(lead, messages="daily")
    tell_many(lead, application, 5)
    done = together(6, lambda number: services.send_digest(lead.pk))
    told = sum(each["told"] for each in done if isinstance(each, Counter))
    assert told == 5 if connection.vendor == "sqlite" else told > 5


def test_preference_reads_aloud(lead: Any) -> None:
    choose(lead, messages="daily")
    assert str(Preference.objects.get()) == "Innovation lead A: messages in a daily summary"
