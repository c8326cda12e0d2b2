"""The mail outbox against a real mail server: told once, on commit only, tried again, nobody blocked."""

import time
from collections.abc import Iterator
from datetime import timedelta
from email.header import decode_header, make_header
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from portal.accounts.services import make_administrator
from portal.core import delivery, files, mail
from portal.core.models import MailState, OutgoingMail
from portal.districts.services import invite
from portal.settings import mailer
from tests.factories.accounts import PASSWORD
from tests.parallel import together
from tests.smtp import MailServer

pytestmark = pytest.mark.django_db(transaction=True)
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture(autouse=True)
def real_queue(settings: Any) -> None:
    """The queue of production."""
    settings.TASKS = QUEUE


@pytest.fixture
def smtp(settings: Any) -> Iterator[MailServer]:
    """A mail server with a plan for each address."""
    plan = {"later@example.org": ["450"], "gone@example.org": ["550"], "cut@example.org": ["cut", "cut"]}
    with MailServer(plan) as server:
        settings.MAILERS = {"out": mailer(server.url)}
        yield server


def work() -> None:
    """Do all that is due now, as `manage.py db_worker --batch` does."""
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"tests-{time.monotonic_ns()}",
    ).run()


def pass_time(**how_long: int) -> None:
    """Let so much time pass for queued mails and tasks."""
    by = timedelta(**how_long)
    for queued in OutgoingMail.objects.filter(state=MailState.QUEUED):
        OutgoingMail.objects.filter(pk=queued.pk).update(next_attempt_at=queued.next_attempt_at - by)
    for task in DBTaskResult.objects.filter(status="READY"):
        DBTaskResult.objects.filter(pk=task.pk).update(
            run_after=min(task.run_after, timezone.now() + timedelta(days=9)) - by
        )


def tell(*addresses: str, key: str = "fact", **changes: Any) -> list[OutgoingMail]:
    facts = {"subject": "Sample", "text": "Sample text.\n", **changes}
    return [mail.post_text(address, key=key, **facts) for address in addresses]


def test_mail_leaves_after_the_commit(smtp: MailServer) -> None:
    with transaction.atomic():
        tell("a@example.org")
    assert smtp.taken == []  # nobody waited for the mail server
    work()
    (message,) = smtp.to("a@example.org")
    assert (message["Subject"], message["Auto-Submitted"]) == ("Sample", "auto-generated")
    assert OutgoingMail.objects.get().state == MailState.SENT


def test_mail_of_what_was_rolled_back_never_leaves(smtp: MailServer) -> None:
    with transaction.atomic():
        tell("a@example.org")
        transaction.set_rollback(True)
    work()
    assert (smtp.taken, OutgoingMail.objects.count(), DBTaskResult.objects.count()) == ([], 0, 0)


def test_mail_is_sent_once_for_each_key_and_address(smtp: MailServer) -> None:
    tell("a@example.org", "b@example.org", "a@example.org")
    tell("a@example.org", key="another fact")
    work()
    work()
    assert sorted(address for address, _ in smtp.taken) == ["a@example.org", "a@example.org", "b@example.org"]


def test_mail_by_ten_at_once_is_sent_once(smtp: MailServer) -> None:
    outcomes = together(10, lambda number: tell("a@example.org")[0].pk)
    assert len(set(outcomes)) == 1
    pk = outcomes[0]
    assert [type(outcome) for outcome in together(6, lambda number: delivery.deliver(pk))].count(OutgoingMail) == 1
    assert len(smtp.to("a@example.org")) == 1


def test_mail_put_off_comes_back_when_its_time_is_there(smtp: MailServer) -> None:
    tell("later@example.org")
    work()
    queued = OutgoingMail.objects.get()
    assert (queued.state, queued.attempts) == (MailState.QUEUED, 1)
    assert "450" in queued.error
    assert timedelta(seconds=50) < queued.next_attempt_at - timezone.now() < timedelta(seconds=61)
    work()
    assert OutgoingMail.objects.get().attempts == 1  # not before its time
    pass_time(minutes=2)
    work()
    assert OutgoingMail.objects.get().state == MailState.SENT
    assert len(smtp.to("later@example.org")) == 1


def test_mail_cut_in_the_middle_is_tried_again_each_time_later(smtp: MailServer) -> None:
    tell("cut@example.org")
    waits = []
    for _ in range(2):
        work()
        waits.append(round((OutgoingMail.objects.get().next_attempt_at - timezone.now()).total_seconds() / 60))
        pass_time(minutes=waits[-1] + 1)
    assert waits == [1, 5]
    work()
    assert OutgoingMail.objects.get().state == MailState.SENT
    assert len(smtp.to("cut@example.org")) == 1


def test_one_bad_address_blocks_no_other(smtp: MailServer, client_for: Any, facilitator: Any) -> None:
    tell("gone@example.org", "later@example.org", "a\nBcc: b@example.org", "good@example.org")
    work()
    states = dict(OutgoingMail.objects.values_list("to", "state"))
    assert states == {
        "gone@example.org": MailState.FAILED,
        "later@example.org": MailState.QUEUED,
        "a\nBcc: b@example.org": MailState.FAILED,
        "good@example.org": MailState.SENT,
    }
    page = client_for(facilitator).get("/outbox/").content.decode()
    assert "2 mails could not be delivered and were given up" in page
    assert "1 mail waits to be sent, the oldest written just now" in page
    assert "gone@example.org" in page
    assert "SMTPRecipientsRefused" in page


def test_mail_server_that_is_away_for_two_hours_gets_all_once(settings: Any) -> None:
    settings.MAILERS = {"out": mailer("smtp://127.0.0.1:9")}
    addresses = [f"p{number}@example.org" for number in range(5)]
    tell(*addresses)
    for minutes in (2, 6, 16, 61):
        work()
        pass_time(minutes=minutes)
    assert set(OutgoingMail.objects.values_list("state", "attempts")) == {(MailState.QUEUED, 4)}
    with MailServer() as server:
        settings.MAILERS = {"out": mailer(server.url)}
        work()
        work()
        assert sorted(address for address, _ in server.taken) == addresses


def test_mail_is_given_up_after_the_last_try_and_named(settings: Any) -> None:
    settings.MAILERS = {"out": mailer("smtp://127.0.0.1:9")}
    tell("a@example.org")
    for _ in range(len(delivery.BACK_OFF) + 2):
        work()
        pass_time(days=2)
    given_up = OutgoingMail.objects.get()
    assert (given_up.state, given_up.attempts) == (MailState.FAILED, len(delivery.BACK_OFF) + 1)
    assert "ConnectionRefusedError" in given_up.error


def test_secret_text_is_forgotten_once_sent_or_given_up_and_no_sooner(smtp: MailServer) -> None:
    words = "Sample link: https://example.org/open/abc\n"
    tell("a@example.org", "gone@example.org", "later@example.org", text=words, is_secret=True)
    tell("b@example.org", text=words)
    work()
    kept = dict(OutgoingMail.objects.values_list("to", "text"))
    assert kept == {"a@example.org": "", "gone@example.org": "", "later@example.org": words, "b@example.org": words}
    assert "open/abc" in smtp.to("a@example.org")[0].get_payload()
    pass_time(minutes=2)
    work()
    assert "open/abc" in smtp.to("later@example.org")[0].get_payload()
    assert OutgoingMail.objects.get(to="later@example.org").text == ""


def test_links_and_codes_of_accounts_and_invitations_are_not_kept(smtp: MailServer, lead: Any, district: Any) -> None:
    cache.clear()
    invite(district, email="invited@example.org", office="other", actor=lead)
    Client().post("/accounts/password/reset/", {"email": lead.email})
    Client().post("/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD})
    make_administrator("first@example.org")
    people = {"invited@example.org", lead.email, "new@example.org", "first@example.org"}
    assert set(OutgoingMail.objects.exclude(text="").values_list("to", flat=True)) == people
    work()
    assert set(OutgoingMail.objects.values_list("state", "text")) == {(MailState.SENT, "")}
    assert {address for address, _ in smtp.taken} == people


def test_slow_mail_server_makes_nobody_else_wait(settings: Any) -> None:
    with MailServer({"slow@example.org": ["slow"]}, slow_seconds=1.5) as server:
        settings.MAILERS = {"out": mailer(server.url)}
        (slow,) = tell("slow@example.org")

        def act(number: int) -> float:
            if number == 0:
                delivery.deliver(slow.pk)
            began = time.monotonic()
            if number == 1:
                tell("other@example.org")
            return time.monotonic() - began

        assert together(2, act)[1] < 1.0
        assert len(server.to("slow@example.org")) == 1


def test_mail_whose_worker_died_is_taken_up_by_the_next(smtp: MailServer) -> None:
    (lost,) = tell("a@example.org")
    DBTaskResult.objects.all().delete()  # the worker had claimed the task, and the mail
    delivery._claim(lost.pk)
    tell("b@example.org")
    work()
    assert smtp.to("a@example.org") == []
    pass_time(minutes=25)
    tell("c@example.org")
    work()
    assert len(smtp.to("a@example.org")) == 1


def test_each_attempt_carries_the_same_message_id(smtp: MailServer) -> None:
    (sent,) = tell("a@example.org")
    work()
    OutgoingMail.objects.update(state=MailState.QUEUED, next_attempt_at=timezone.now())
    delivery.deliver(sent.pk)
    first, second = smtp.to("a@example.org")
    assert first["Message-ID"] == second["Message-ID"]


def test_mail_carries_its_attachments(smtp: MailServer) -> None:
    stored = files.store_bytes(b"%PDF-1.7 sample", name="letter.pdf", content_type="application/pdf", actor=None)
    tell("a@example.org", attachments=[stored])
    work()
    attached = smtp.to("a@example.org")[0].get_payload()[1]
    assert (attached.get_filename(), attached.get_content_type()) == ("letter.pdf", "application/pdf")
    assert attached.get_payload(decode=True) == b"%PDF-1.7 sample"


@pytest.mark.parametrize("evil", ["Hello\r\nBcc: b@example.org", "Hello\nX-Evil: 1\n\n<script>", "Hello\r\n\r\nbody"])
def test_names_cannot_add_headers(smtp: MailServer, evil: str) -> None:
    tell("a@example.org", subject=f"{evil} has signed")
    work()
    ((address, message),) = smtp.taken
    assert address == "a@example.org"
    assert (message["Bcc"], message["X-Evil"]) == (None, None)
    assert str(make_header(decode_header(message["Subject"]))) == " ".join(f"{evil} has signed".split())
    assert message.get_payload().splitlines() == ["Sample text."]


def test_outbox_asks_the_same_number_of_questions_for_any_length(client_for: Any, administrator: Any) -> None:
    counts = []
    client = client_for(administrator)
    client.get("/outbox/")
    for until in (1, 3, 50):
        tell(*(f"p{number}@example.org" for number in range(until)))
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/outbox/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2]


@pytest.mark.parametrize("who", ["member", "superintendent", "csa_reviewer"])
def test_outbox_is_closed_to_others(client_for: Any, request: pytest.FixtureRequest, who: str) -> None:
    assert client_for(request.getfixturevalue(who)).get("/outbox/").status_code == 403
