"""What the app itself says: the last line of each mail with a topic, and the summary of what waited."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator

from portal.core.mail import post
from portal.core.models import OutgoingMail
from portal.notifications.providers import all_topics, topic_of

FIRST_SIGNS = 240


def mail_refused(person: Any, text: str, *, why: str, subject: str, message_id: str) -> None:
    """To the person: their answer by mail was not taken, and why; their words are not lost."""
    told: dict[str, Any] = {"text": text, "why": why, "mail_subject": subject}
    key = f"mail-refused-{message_id or hash((text, subject))}"
    post("notifications/mail/refused.txt", to=[person], key=key[:200], **told)


def foot_of(topic: str) -> str:
    """Why somebody gets this, and where to change it."""
    return f"You get this because you follow “{topic_of(topic).label}”. Change that: {_settings_page()}"


def _settings_page() -> str:
    return settings.SITE_URL + reverse("notifications:notices")


def summary_of(reader: Any, mails: list[OutgoingMail]) -> tuple[str, str]:
    """The subject and the text of one summary of these mails, the newest first."""
    labels = {topic.key: topic.label for topic in all_topics()}
    groups: dict[str, list[dict[str, Any]]] = {}
    for mail in mails:
        told = {"mail": mail, "first": _first_signs(mail.text), "url": settings.SITE_URL + address_of(mail)}
        groups.setdefault(labels.get(mail.topic, "Other news"), []).append(told)
    context = {"reader": reader, "groups": groups, "count": len(mails), "settings_page": _settings_page()}
    subject, _, text = render_to_string("notifications/mail/summary.txt", context).strip().partition("\n")
    return subject, text.strip() + "\n"


def _first_signs(text: str) -> str:
    """How a text begins; lines that only lead somewhere are left out."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and settings.SITE_URL not in line]
    return Truncator(" ".join(lines)).chars(FIRST_SIGNS)


def address_of(mail: OutgoingMail) -> str:
    """Where one reads on: the page of what it is about, else the mail's own."""
    about: Any = mail.about
    return (
        about.get_absolute_url()
        if hasattr(about, "get_absolute_url")
        else reverse("notifications:told", args=[mail.pk])
    )
