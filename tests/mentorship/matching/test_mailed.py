"""A contact noted by answering a mail: what is read in it, what is asked back, and who may."""

from datetime import date
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.matching import services
from mentorship.matching.mailed import Unclear, read_contact
from mentorship.matching.models import Contact, Match
from mentorship.matching.notifications import MAILED
from mentorship.profiles.models import Offer, Request
from portal.core.models import OutgoingMail
from portal.notifications.inbound import Outcome, reply_address
from portal.notifications.services import take_mail
from tests.factories.mentoring import under_way

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "format", "minutes", "held_on", "words"),
    [
        ("Video, 45 minutes", "video", 45, TODAY, "Video, 45 minutes"),
        ("Zoom 1 hour on 11/20\nThe late bus.", "video", 60, date(2026, 11, 20), "The late bus."),
        ("We called for 20 min yesterday\n\nGrades 6\nand 7", "phone", 20, date(2026, 11, 28), "Grades 6 and 7"),
        ("Visited 2 hours and 30 minutes", "visit", 150, TODAY, "Visited 2 hours and 30 minutes"),
        ("In person, 1.5 h, 12/5", "visit", 90, date(2025, 12, 5), "In person, 1.5 h, 12/5"),
        ("Teams 30m 11/2/26", "video", 30, date(2026, 11, 2), "Teams 30m 11/2/26"),
    ],
)
def test_contact_is_read_as_people_write_it(text: str, format: str, minutes: int, held_on: date, words: str) -> None:
    told = read_contact(text, TODAY)
    assert (told.format, told.minutes, told.held_on, told.words) == (format, minutes, held_on, words)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "how you met"),
        ("We talked 40 minutes", "how you met"),
        ("A video talk", "how long"),
        ("Video, 0 minutes", "how long"),
        ("Video, 30 hours", "how long"),
        ("Video, 45 minutes on 13/40", "The day in it is none"),
    ],
)
def test_what_is_missing_is_asked(text: str, why: str) -> None:
    with pytest.raises(Unclear, match=why):
        read_contact(text, TODAY)


@given(st.text(max_size=200))
def test_any_words_are_read_or_refused(text: str) -> None:
    try:
        told = read_contact(text, TODAY)
    except Unclear:
        return
    assert 1 <= told.minutes <= 1440
    assert len(told.words) <= 500


@pytest.fixture
def begun(db: Any, offer: Offer, asked: Request, lead: Any, rival_lead: Any, facilitator: Any, settings: Any) -> Match:
    """Both said yes, in a portal that takes mail."""
    settings.REPLY_DOMAIN = "reply.example.org"
    return under_way(offer, asked, by=[lead, rival_lead], actor=facilitator)


def message(sender: str, to: str, text: str = "Video, 45 minutes\nThe late bus.") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"Sample <{sender}>", to, "Re: Have you met?"
    made["Message-ID"] = "<one@example.org>"
    made.set_content(f"{text}\n\nOn Fri, Nov 27, 2026 at 12:36 PM Network <network@example.org> wrote:\n> Sample.\n")
    return made.as_bytes()


def test_answer_to_the_mail_of_the_beginning_notes_a_contact(begun: Match, lead: Any) -> None:
    sent = OutgoingMail.objects.get(to=lead.email, text__contains="answer this mail")
    assert take_mail(message(lead.email, sent.reply_to)) == Outcome.TAKEN
    contact = Contact.objects.get()
    assert (contact.match, contact.format, contact.minutes, contact.noted_by) == (begun, "video", 45, lead)
    assert contact.words == "The late bus."
    told = OutgoingMail.objects.get(subject__startswith="Noted:")
    assert (told.to, "strike it out" in told.text) == (lead.email, True)


def test_same_mail_is_noted_once(begun: Match, lead: Any) -> None:
    content = message(lead.email, reply_address(MAILED, begun.pk, lead))
    assert [take_mail(content), take_mail(content)] == [Outcome.TAKEN, Outcome.KNOWN]
    assert Contact.objects.count() == 1


def test_mail_that_says_too_little_is_answered_with_what_is_missing(begun: Match, lead: Any) -> None:
    address = reply_address(MAILED, begun.pk, lead)
    assert take_mail(message(lead.email, address, "We talked a while")) == Outcome.REFUSED
    told = OutgoingMail.objects.get(subject="Your answer by mail was not taken")
    assert "It does not say how you met" in told.text
    assert "We talked a while" in told.text
    assert not Contact.objects.exists()


def test_address_opens_nothing_for_another_and_nothing_after_the_end(begun: Match, lead: Any, third_lead: Any) -> None:
    address = reply_address(MAILED, begun.pk, lead)
    assert take_mail(message(third_lead.email, address)) == Outcome.NOT_THEIRS
    assert take_mail(message(third_lead.email, reply_address(MAILED, begun.pk, third_lead))) == Outcome.REFUSED
    services.end_match(begun, reason="Sample", wants_another=False, actor=lead)
    assert take_mail(message(lead.email, address)) == Outcome.REFUSED
    told = OutgoingMail.objects.filter(subject="Your answer by mail was not taken")
    assert all("not under way any more" in each.text for each in told)
    assert told.exists()
    assert not Contact.objects.exists()


def test_portal_that_takes_no_mail_asks_for_none(begun: Match, lead: Any, settings: Any) -> None:
    settings.REPLY_DOMAIN = ""
    services.tell_mentoring()
    OutgoingMail.objects.all().delete()
    Match.objects.update(started_at="2026-01-01T00:00Z")
    services.tell_mentoring()
    told = OutgoingMail.objects.filter(subject__startswith="Have you met?")
    assert told.exists()
    assert not [each for each in told if each.reply_to or "answer this mail" in each.text]
