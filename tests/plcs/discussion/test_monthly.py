"""The question of the month: who turns it on, when it is asked, that it is asked once, and who is reminded."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from plcs.discussion import services
from plcs.discussion.models import MONTHLY, Asking, MonthlyQuestion, Thread
from plcs.discussion.providers import waiting_questions
from plcs.discussion.services import monthly as monthly_services
from plcs.discussion.threads import monthly_of, next_asked
from plcs.discussion.topics import topic_key
from plcs.workgroups import services as workgroups
from plcs.workgroups.models import Place, Workgroup
from portal.accounts.models import User
from portal.core.errors import NotAllowed
from portal.core.models import MailState, OutgoingMail
from portal.districts.models import District, Membership
from tests.cast import office_holder
from tests.factories.discussion import answered
from tests.factories.plcs import placed, workgroup_of
from tests.parallel import together


def at(year: int, month: int, day: int) -> Any:
    """Noon of a day in US Central."""
    noon = datetime(year, month, day, 12, tzinfo=timezone.get_default_timezone())
    return time_machine.travel(noon, tick=False)


@pytest.fixture
def november(db: Any) -> Iterator[None]:
    """All begins on November 3."""
    with at(2026, 11, 3):
        yield


@pytest.fixture
def question(november: None, workgroup: Workgroup, plc_lead: Any, plc_member: Any) -> MonthlyQuestion:
    """Asked on the tenth."""
    return services.set_monthly(workgroup, question=MONTHLY, day=10, actor=plc_lead)


def run() -> dict[str, int]:
    """What a night's run did; the people are told of new threads."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        done = services.ask_monthly()
    assert done["failed"] == 0
    return {name: count for name, count in done.items() if count}


def mails(start: str) -> list[str]:
    return sorted(OutgoingMail.objects.filter(subject__startswith=start).values_list("to", flat=True))


def test_ask_begins_a_thread_with_the_month_in_the_name_of_the_lead(
    question: MonthlyQuestion, plc_lead: Any, plc_member: Any, client_for: Any
) -> None:
    with at(2026, 11, 9):
        assert run() == {}
    with at(2026, 11, 10):
        assert run() == {"asked": 1}
    thread = Thread.objects.get()
    assert (thread.title, thread.author) == (f"{MONTHLY} (November 2026)", plc_lead)
    assert mails(f"{MONTHLY} (November 2026)") == [plc_member.email]
    assert OutgoingMail.objects.get(reader=plc_member).topic == topic_key(question.workgroup)
    page = client_for(plc_member).get(f"{question.workgroup.get_absolute_url()}threads/?q=try+this").content.decode()
    assert "November 2026" in page
    assert "<b>1 new</b>" in page


def test_ask_is_once_a_month_and_makes_up_for_missed_days_of_the_month_only(question: MonthlyQuestion) -> None:
    for month, day, asked in ((11, 10, 1), (11, 10, 0), (11, 30, 0), (12, 9, 0), (12, 27, 1), (12, 31, 0)):
        with at(2026, month, day):
            assert run().get("asked", 0) == asked, (month, day)
    with at(2027, 2, 28):
        assert run()["asked"] == 1
    titles = list(Thread.objects.order_by("pk").values_list("title", flat=True))
    assert [title.partition("(")[2] for title in titles] == ["November 2026)", "December 2026)", "February 2027)"]


@pytest.mark.django_db(transaction=True)
def test_ask_at_once_from_four_runs_begins_one_thread() -> None:
    district = District.objects.create(leaid="2899001", name="Sample District A")
    lead = office_holder(district, "innovation_lead", "Innovation lead A")
    workgroup = workgroup_of(district)
    placed(workgroup, lead, is_lead=True)
    services.set_monthly(workgroup, question=MONTHLY, day=1, actor=lead)
    MonthlyQuestion.objects.update(day=min(timezone.localdate().day, 28), begins_on=date(2020, 1, 1))
    done = together(4, lambda number: services.ask_monthly())
    assert sum(each["asked"] for each in done) == 1
    assert Thread.objects.count() == Asking.objects.count() == 1


def test_ask_by_a_run_that_saw_no_other_is_refused_by_the_database(question: MonthlyQuestion, plc_lead: Any) -> None:
    with at(2026, 11, 10):
        run()
        again = services.start_thread(question.workgroup, title="Again", text="Again", actor=plc_lead)
        with pytest.raises(IntegrityError):
            Asking.objects.create(question=question, month=date(2026, 11, 1), thread=again)


def test_ask_is_not_in_a_closed_plc(question: MonthlyQuestion, facilitator: Any, plc_lead: Any) -> None:
    workgroups.close_workgroup(question.workgroup, reason="Sample", actor=facilitator)
    with at(2026, 11, 10):
        assert run() == {}
    with pytest.raises(NotAllowed, match="closed"):
        services.set_monthly(question.workgroup, question="Other", day=1, actor=facilitator)
    assert monthly_of(question.workgroup) is None


@pytest.mark.parametrize("who", ["plc_member", "member", "rival_superintendent", "csa_reviewer", "newcomer"])
def test_turn_on_and_off_is_for_leads(who: str, request: Any, question: MonthlyQuestion) -> None:
    actor = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        services.set_monthly(question.workgroup, question="Other", day=1, actor=actor)
    with pytest.raises(PermissionDenied):
        services.turn_off_monthly(question.workgroup, actor=actor)
    question.refresh_from_db()
    assert (question.question, question.state) == (MONTHLY, "on")


def test_turn_off_and_on_again_counts_from_that_day(question: MonthlyQuestion, plc_lead: Any) -> None:
    services.turn_off_monthly(question.workgroup, actor=plc_lead)
    with pytest.raises(NotAllowed, match="already not asked"):
        services.turn_off_monthly(question.workgroup, actor=plc_lead)
    with at(2026, 11, 12):
        assert run() == {}
        services.set_monthly(question.workgroup, question=MONTHLY, day=10, actor=plc_lead)
        assert run() == {}
        assert str(monthly_of(question.workgroup).next_on) == "2026-12-10"  # type: ignore[union-attr]
    with at(2026, 12, 10):
        assert run() == {"asked": 1}
    logged = ModelLogEntry.objects.filter(object_id=str(question.pk), content_type__model="monthlyquestion")
    moves = [entry.action for entry in logged.order_by("pk") if "change" not in entry.action]
    assert moves == ["discussion.turn_on", "discussion.turn_off", "discussion.turn_on"]


def test_change_of_the_words_keeps_the_asker_and_the_month_that_is_asked(
    question: MonthlyQuestion, plc_lead: Any, plc_member: Any
) -> None:
    Place.objects.filter(user=plc_member).update(is_lead=True)
    with at(2026, 11, 10):
        run()
    with at(2026, 11, 12):
        changed = services.set_monthly(question.workgroup, question="What else?", day=20, actor=plc_member)
        assert changed.asked_by == plc_lead
    with at(2026, 11, 20):
        assert "asked" not in run()
    with at(2026, 12, 20):
        assert run()["asked"] == 1
    assert Thread.objects.first().title == "What else? (December 2026)"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("today", "day", "begins", "last", "expected"),
    [
        ((2026, 11, 3), 10, (2026, 11, 3), None, (2026, 11, 10)),
        ((2026, 11, 10), 10, (2026, 11, 10), None, (2026, 11, 10)),
        ((2026, 11, 12), 10, (2026, 11, 3), None, (2026, 11, 12)),
        ((2026, 11, 12), 10, (2026, 11, 12), None, (2026, 12, 10)),
        ((2026, 12, 31), 28, (2026, 11, 3), (2026, 12, 1), (2027, 1, 28)),
        ((2027, 1, 31), 28, (2026, 11, 3), (2027, 1, 1), (2027, 2, 28)),
        ((2026, 11, 3), 2, (2026, 10, 1), (2026, 11, 1), (2026, 12, 2)),
    ],
)
def test_next_day_is_said_as_it_will_be(today: Any, day: int, begins: Any, last: Any, expected: Any) -> None:
    question = MonthlyQuestion(day=day, begins_on=date(*begins))
    assert next_asked(question, date(*last) if last else None, date(*today)) == date(*expected)


def leaves_the_plc(person: User) -> None:
    workgroups.end_place(Place.objects.get(user=person), reason="", actor=person)


def leaves_office(person: User) -> None:
    Membership.objects.filter(user=person).update(ends_on=timezone.localdate() - timedelta(days=1))


@pytest.mark.parametrize("leave", [leaves_the_plc, leaves_office])
def test_ask_by_who_left_is_paused_until_a_lead_takes_it_over(
    leave: Any, question: MonthlyQuestion, plc_lead: Any, plc_member: Any, client_for: Any
) -> None:
    Place.objects.filter(user=plc_member).update(is_lead=True)
    assert list(waiting_questions(plc_member)) == []
    leave(plc_lead)
    with at(2026, 11, 10):
        assert run() == {}
        assert not Thread.objects.exists()
        browser, url = client_for(plc_member), question.workgroup.get_absolute_url()
        assert "The monthly question is paused" in browser.get(url).content.decode()
        assert f"The monthly question of {question.workgroup} is paused" in browser.get("/start/").content.decode()
        page = browser.get(f"{url}threads/monthly/").content.decode()
        assert "Ask it in my name" in page
        browser.post(f"{url}threads/monthly/", {"question": MONTHLY, "day": "10"})
        assert run() == {"asked": 1}
    assert Thread.objects.get().author == plc_member


def test_paused_question_is_work_of_leads_only(question: MonthlyQuestion, plc_lead: Any, place: Place) -> None:
    leaves_the_plc(plc_lead)
    assert list(waiting_questions(place.user)) == []


def test_page_of_the_plc_says_what_is_asked_next_and_who_may_change_it(
    workgroup: Workgroup, november: None, plc_lead: Any, plc_member: Any, client_for: Any
) -> None:
    url, leading, reading = workgroup.get_absolute_url(), client_for(plc_lead), client_for(plc_member)
    assert "Ask a question each month" in leading.get(url).content.decode()
    assert "Ask a question each month" not in reading.get(url).content.decode()
    assert MONTHLY in leading.get(f"{url}threads/monthly/").content.decode()
    for wrong in ("0", "29", "", "x"):
        answer = leading.post(f"{url}threads/monthly/", {"question": MONTHLY, "day": wrong})
        assert "Error:" in answer.content.decode()
    assert not MonthlyQuestion.objects.exists()
    leading.post(f"{url}threads/monthly/", {"question": "What  did\nyou try?", "day": "10"})
    for browser in (leading, reading):
        page = browser.get(url).content.decode()
        assert "Monthly question: “What did you try?”" in page
        assert "November 10, 2026)" in page
    assert "threads/monthly/" in leading.get(url).content.decode()
    assert "threads/monthly/" not in reading.get(url).content.decode()
    assert reading.get(f"{url}threads/monthly/").status_code == 403
    page = leading.post(f"{url}threads/monthly/off/", follow=True).content.decode()
    assert "It is not asked now." in page
    assert "Monthly question:" not in reading.get(url).content.decode()


def test_remind_tells_those_who_have_not_answered_once_after_seven_days(
    question: MonthlyQuestion, plc_lead: Any, plc_member: Any, place: Place, superintendent: Any
) -> None:
    placed(question.workgroup, superintendent)
    with at(2026, 11, 10):
        run()
    thread = Thread.objects.get()
    answered(thread, actor=plc_member)
    services.mute_thread(thread, muted=True, actor=superintendent)
    with at(2026, 11, 16):
        assert run() == {}
    with at(2026, 11, 18):
        assert run() == {"reminded": 1}
        assert run() == {}
    with at(2026, 11, 25):
        assert run() == {}
    assert mails("You have not answered") == [place.user.email]
    told = OutgoingMail.objects.get(subject__startswith="You have not answered")
    assert (told.topic, told.state, told.permission) == (
        topic_key(question.workgroup),
        MailState.HELD,
        "discussion.read_post",
    )
    workgroups.end_place(place, reason="", actor=place.user)
    assert not OutgoingMail.objects.get(pk=told.pk).may_be_known()


def resolve(question: MonthlyQuestion, lead: Any, facilitator: Any) -> None:
    services.resolve_thread(Thread.objects.get(), actor=lead)


def turn_off(question: MonthlyQuestion, lead: Any, facilitator: Any) -> None:
    services.turn_off_monthly(question.workgroup, actor=lead)


def close(question: MonthlyQuestion, lead: Any, facilitator: Any) -> None:
    workgroups.close_workgroup(question.workgroup, reason="Sample", actor=facilitator)


def hide(question: MonthlyQuestion, lead: Any, facilitator: Any) -> None:
    services.hide_post(Thread.objects.get().posts.get(), reason="Sample", actor=facilitator)


@pytest.mark.parametrize("end", [resolve, turn_off, close, hide])
def test_remind_is_not_for_what_is_over(end: Any, question: MonthlyQuestion, plc_lead: Any, facilitator: Any) -> None:
    with at(2026, 11, 10):
        run()
    end(question, plc_lead, facilitator)
    with at(2026, 11, 18):
        assert run() == {}
    assert mails("You have not answered") == []


def test_remind_is_left_where_the_question_is_long_past(question: MonthlyQuestion) -> None:
    with at(2026, 11, 10):
        run()
    with at(2026, 12, 2):
        assert run() == {}


def test_start_page_asks_the_same_of_the_database_for_one_and_for_three_paused(
    question: MonthlyQuestion, district: Any, rival_district: Any, plc_lead: Any, plc_member: Any
) -> None:
    Place.objects.filter(user=plc_member).update(is_lead=True)
    leaves_the_plc(plc_lead)

    def asked() -> tuple[int, int]:
        person = User.objects.get(pk=plc_member.pk)
        with CaptureQueriesContext(connection) as queries:
            found = len(list(waiting_questions(person)))
        return found, len(queries)

    found, count = asked()
    assert found == 1
    for _ in range(2):
        other = workgroup_of(district, rival_district)
        place = placed(other, plc_lead, is_lead=True)
        placed(other, plc_member, is_lead=True)
        services.set_monthly(other, question=MONTHLY, day=1, actor=plc_lead)
        workgroups.end_place(place, reason="", actor=plc_lead)
    assert asked() == (3, count)


def test_command_says_what_it_did_and_one_failure_stops_no_other(
    question: MonthlyQuestion, district: Any, plc_lead: Any, monkeypatch: Any
) -> None:
    other = workgroup_of(district)
    placed(other, plc_lead, is_lead=True)
    services.set_monthly(other, question=MONTHLY, day=10, actor=plc_lead)
    kept = monthly_services.start_thread

    def fail(workgroup: Workgroup, **words: Any) -> Thread:
        if workgroup == question.workgroup:
            raise RuntimeError("Sample")
        return kept(workgroup, **words)

    monkeypatch.setattr(monthly_services, "start_thread", fail)
    out = StringIO()
    with at(2026, 11, 10):
        call_command("ask_monthly", "--json", stdout=out)
        assert json.loads(out.getvalue()) == {"asked": 1, "reminded": 0, "failed": 1}
        monkeypatch.setattr(monthly_services, "start_thread", kept)
        call_command("ask_monthly", stdout=out)
    assert "1 questions asked, 0 people reminded; 0 failed." in out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_remind_at_once_from_four_runs_tells_each_person_once() -> None:
    district = District.objects.create(leaid="2899001", name="Sample District A")
    lead, other = (office_holder(district, "principal", f"Principal {name}") for name in "AB")
    workgroup = workgroup_of(district)
    placed(workgroup, lead, is_lead=True)
    placed(workgroup, other)
    services.set_monthly(workgroup, question=MONTHLY, day=1, actor=lead)
    MonthlyQuestion.objects.update(begins_on=date(2020, 1, 1))
    services.ask_monthly()
    Thread.objects.update(begun_at=timezone.now() - timedelta(days=8))
    done = together(4, lambda number: services.ask_monthly())
    assert sum(each["reminded"] for each in done) == 1
    assert mails("You have not answered") == [other.email]
