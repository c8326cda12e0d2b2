"""Answering by mail: what a person sends to their own address lands in its thread, and nothing else does."""

import io
import json
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command

from plcs.discussion import services as discussion
from plcs.discussion.models import Post, Thread
from plcs.discussion.topics import PLC, THREAD, topic_key
from plcs.workgroups import services as workgroups
from plcs.workgroups.models import Place, Workgroup
from portal.core.models import OutgoingMail
from portal.core.pacing import Pace
from portal.notifications import services
from portal.notifications.inbound import reply_address
from portal.notifications.services import Outcome, set_paces
from tests.factories.discussion import answered


@pytest.fixture(autouse=True)
def domain(settings: Any) -> None:
    settings.REPLY_DOMAIN = "reply.example.org"


def message(sender: str, to: str, text: str = "By mail.", **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"Sample <{sender}>", to, headers.pop("Subject", "Re: Sample thread")
    made["Message-ID"] = headers.pop("Message_ID", "<one@example.org>")
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    quoted = "\n\nOn Fri, Nov 27, 2026 at 12:36 PM Network <network@example.org> wrote:\n> Sample words.\n"
    made.set_content(text + quoted)
    return made


def test_mail_of_a_post_asks_for_the_answer_and_the_answer_lands_in_the_thread(
    thread: Thread, plc_lead: Any, plc_member: Any
) -> None:
    set_paces(plc_member, {topic_key(thread.workgroup): Pace.AT_ONCE}, actor=plc_member)
    answered(thread, actor=plc_lead, text="Who drives then?")
    sent = mail.outbox[-1]
    assert sent.to == [plc_member.email]
    assert "answer by replying to this mail" in str(sent.body)
    outcome = services.take_mail(message(plc_member.email, sent.reply_to[0], "The late route does.").as_bytes())
    post = Post.objects.latest("pk")
    assert (outcome, post.thread, post.author, post.text) == (
        Outcome.TAKEN,
        thread,
        plc_member,
        "The late route does.",
    )


def test_mail_without_a_reply_domain_has_no_address(
    thread: Thread, plc_lead: Any, plc_member: Any, settings: Any
) -> None:
    settings.REPLY_DOMAIN = ""
    set_paces(plc_member, {topic_key(thread.workgroup): Pace.AT_ONCE}, actor=plc_member)
    answered(thread, actor=plc_lead)
    assert mail.outbox[-1].reply_to == []
    assert "replying to this mail" not in str(mail.outbox[-1].body)


def test_summary_tells_the_address_of_each_thread(thread: Thread, plc_member: Any) -> None:
    held = OutgoingMail.objects.filter(reader=plc_member, topic=topic_key(thread.workgroup))
    held.update(reply_to=reply_address(THREAD, thread.pk, plc_member))
    call_command("send_digests", stdout=io.StringIO())
    digest = OutgoingMail.objects.get(reader=plc_member, parts__in=held)
    address = digest.text.partition("Answer by mail: ")[2].split()[0]
    assert services.take_mail(message(plc_member.email, address).as_bytes()) == Outcome.TAKEN
    assert Post.objects.latest("pk").thread == thread


def test_same_mail_twice_makes_one_post(thread: Thread, plc_member: Any) -> None:
    content = message(plc_member.email, reply_address(THREAD, thread.pk, plc_member)).as_bytes()
    assert [services.take_mail(content), services.take_mail(content)] == [Outcome.TAKEN, Outcome.KNOWN]
    assert thread.posts.count() == 2


def test_address_that_was_passed_on_gives_nobody_anothers_rights(
    thread: Thread, plc_lead: Any, plc_member: Any
) -> None:
    address = reply_address(THREAD, thread.pk, plc_member)
    for stranger in (plc_lead.email, "stranger@example.org"):
        assert services.take_mail(message(stranger, address).as_bytes()) == Outcome.NOT_THEIRS
    assert thread.posts.count() == 1


def test_address_that_was_changed_is_nobodys(thread: Thread, plc_member: Any, plc_lead: Any) -> None:
    address = reply_address(THREAD, thread.pk, plc_member)
    other = address.replace(f".{plc_member.pk}.", f".{plc_lead.pk}.")
    assert other != address
    assert services.take_mail(message(plc_lead.email, other).as_bytes()) == Outcome.NOT_FOR_US


@pytest.mark.parametrize(
    ("header", "value"), [("Auto_Submitted", "auto-replied"), ("Precedence", "bulk"), ("X_Autoreply", "yes")]
)
def test_automatic_answers_are_not_posted(header: str, value: str, thread: Thread, plc_member: Any) -> None:
    automatic = message(plc_member.email, reply_address(THREAD, thread.pk, plc_member), **{header: value})
    assert services.take_mail(automatic.as_bytes()) == Outcome.NOT_BY_A_PERSON
    assert thread.posts.count() == 1


def test_mail_of_somebody_who_left_is_refused_and_the_words_come_back(thread: Thread, plc_member: Any) -> None:
    address = reply_address(THREAD, thread.pk, plc_member)
    workgroups.end_place(Place.objects.get(user=plc_member), reason="", actor=plc_member)
    assert services.take_mail(message(plc_member.email, address, "Words to keep").as_bytes()) == Outcome.REFUSED
    assert thread.posts.count() == 1
    told = OutgoingMail.objects.get(to=plc_member.email, subject="Your answer by mail was not taken")
    assert "Words to keep" in told.text
    assert "You are not in this PLC now" in told.text


def test_mail_to_a_locked_thread_is_refused_with_the_reason(thread: Thread, plc_lead: Any, plc_member: Any) -> None:
    discussion.lock_thread(thread, actor=plc_lead)
    address = reply_address(THREAD, thread.pk, plc_member)
    assert services.take_mail(message(plc_member.email, address).as_bytes()) == Outcome.REFUSED
    assert "Nobody can write here any more" in OutgoingMail.objects.get(subject__contains="not taken").text


def test_mail_with_nothing_new_is_refused(thread: Thread, plc_member: Any) -> None:
    empty = message(plc_member.email, reply_address(THREAD, thread.pk, plc_member), "")
    assert services.take_mail(empty.as_bytes()) == Outcome.REFUSED
    assert "nothing new in your mail" in OutgoingMail.objects.get(subject__contains="not taken").text


def test_files_of_a_mail_are_kept_where_they_are_what_they_say(thread: Thread, plc_member: Any) -> None:
    made = message(plc_member.email, reply_address(THREAD, thread.pk, plc_member))
    made.add_attachment(b"%PDF-1.7 sample %%EOF", maintype="application", subtype="pdf", filename="plan.pdf")
    made.add_attachment(b"MZ program", maintype="application", subtype="octet-stream", filename="tool.exe")
    assert services.take_mail(made.as_bytes()) == Outcome.TAKEN
    post = Post.objects.latest("pk")
    assert [each.stored.name for each in post.attachments.all()] == ["plan.pdf"]
    assert "tool.exe" in OutgoingMail.objects.get(subject="Some files of your mail were not kept").text


def test_mail_to_the_address_of_a_plc_begins_a_thread(workgroup: Workgroup, plc_member: Any, client_for: Any) -> None:
    page = client_for(plc_member).get(f"{workgroup.get_absolute_url()}threads/start/").content.decode()
    address = reply_address(PLC, workgroup.pk, plc_member)
    assert address.replace("+", "%2B") in page or address in page
    new = message(plc_member.email, address, "Who drives then?", Subject="Buses at noon (sample)")
    assert services.take_mail(new.as_bytes()) == Outcome.TAKEN
    assert Thread.objects.get().title == "Buses at noon (sample)"


def run(content: bytes, tmp_path: Any) -> tuple[int, str]:
    file, told = tmp_path / "mail.eml", io.StringIO()
    file.write_bytes(content)
    try:
        call_command("take_mail", str(file), "--json", stdout=told)
    except SystemExit as ended:
        return int(ended.code or 0), told.getvalue()
    return 0, told.getvalue()


def test_command_tells_the_mail_server_what_became_of_it(thread: Thread, plc_member: Any, tmp_path: Any) -> None:
    good = message(plc_member.email, reply_address(THREAD, thread.pk, plc_member)).as_bytes()
    assert run(good, tmp_path) == (0, '{"outcome": "taken"}\n')
    code, told = run(message(plc_member.email, "somebody@reply.example.org").as_bytes(), tmp_path)
    assert (code, json.loads(told)) == (67, {"outcome": "not for us"})
    code, told = run(message("other@example.org", reply_address(THREAD, thread.pk, plc_member)).as_bytes(), tmp_path)
    assert (code, json.loads(told)) == (77, {"outcome": "not from the address of the person"})
    code, told = run(b"x" * 15_000_001, tmp_path)
    assert (code, json.loads(told)) == (65, {"error": "This mail is too large."})


def test_address_of_ones_own_never_stands_in_a_post(thread: Thread, plc_member: Any) -> None:
    address = reply_address(THREAD, thread.pk, plc_member)
    words = f"Above.\nAnswer by mail: <{address}>\nBelow."
    assert services.take_mail(message(plc_member.email, address, words).as_bytes()) == Outcome.TAKEN
    assert "reply+" not in Post.objects.latest("pk").text


def test_mail_without_a_name_that_comes_twice_makes_one_post(thread: Thread, plc_member: Any) -> None:
    made = message(plc_member.email, reply_address(THREAD, thread.pk, plc_member))
    del made["Message-ID"]
    assert [services.take_mail(made.as_bytes()) for _ in range(2)] == [Outcome.TAKEN, Outcome.KNOWN]


def test_mail_to_a_plc_that_comes_twice_begins_one_thread(workgroup: Workgroup, plc_member: Any) -> None:
    content = message(plc_member.email, reply_address(PLC, workgroup.pk, plc_member)).as_bytes()
    assert [services.take_mail(content) for _ in range(2)] == [Outcome.TAKEN, Outcome.KNOWN]
    assert Thread.objects.count() == 1
