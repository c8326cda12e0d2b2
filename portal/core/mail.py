"""The mail outbox: a row written with what it tells, sent after the commit by a task, tried again if it fails."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from portal.core.models import MailState, OutgoingMail, StoredFile
from portal.core.pacing import Pace, answers
from portal.core.queue import enqueue
from portal.core.tasks import deliver_mail

STATE_AT = {Pace.AT_ONCE: MailState.QUEUED, Pace.NONE: MailState.KEPT}


def post(
    template: str,
    *,
    to: Iterable[Any],
    key: str,
    topic: str = "",
    about: Any = None,
    permission: str = "",
    attachments: Iterable[StoredFile] = (),
    is_secret: bool = False,
    reply_to: Callable[[Any], str] | None = None,
    **context: Any,
) -> list[OutgoingMail]:
    """Tell each person or address, from `template`: its first line is the subject, the rest the text.

    `key` names the fact that is told: the same fact is told once to each address, however often this is called.
    `topic` makes it news that each person hears as they chose; without one it is essential and leaves at once.
    `permission`, on `about`, is asked of the reader once more when it is told: what was queued is not for one who left.
    `reply_to` gives each reader the address at which their answer arrives.
    `is_secret` says that the text holds a link or code that opens something: it is forgotten once it need not be sent.
    """
    told: dict[str, Any] = {"key": key, "topic": topic, "permission": permission, "is_secret": is_secret}
    if about is not None:
        told["about"] = about
    mails = []
    for reader in to:
        text = render_to_string(template, {**context, "reader": reader, "site_url": settings.SITE_URL})
        subject, _, body = text.strip().partition("\n")
        words = {"subject": subject, "text": body.strip() + "\n", "reply_to": reply_to(reader) if reply_to else ""}
        mails.append(post_text(reader, **words, **told, attachments=attachments))
    return mails


def post_text(
    to: Any, *, subject: str, text: str, key: str, attachments: Iterable[StoredFile] = (), topic: str = "", **told: Any
) -> OutgoingMail:
    """Tell one person or address in words that are ready; line breaks in the subject are taken out."""
    if topic and told.get("is_secret"):
        raise ValueError("What opens something is essential: it cannot wait for a summary.")
    reader, address = (to, to.email) if hasattr(to, "email") else (None, to)
    pace = Pace.AT_ONCE
    if topic and reader:
        pace, text = answers().pace_of(reader, topic), f"{text}\n{answers().foot_of(topic)}\n"
    facts = {"subject": " ".join(subject.split())[:250], "text": text, "reader": reader, "topic": topic, **told}
    facts["state"] = STATE_AT.get(pace, MailState.HELD)
    mail, created = OutgoingMail.objects.get_or_create(key=key[:200], to=address, defaults=facts)
    if created:
        mail.attachments.set(attachments)
        if mail.state == MailState.QUEUED:
            enqueue(deliver_mail, mail.pk)
    return mail


class OutboxBackend(BaseEmailBackend):
    """Django's way of sending: what packages send by themselves waits for no mail server and is not lost either.

    It counts as secret: nobody here knows what is in it.
    """

    def send_messages(self, email_messages: Iterable[Any]) -> int:
        """Write a row for each address."""
        told = [(message, address) for message in email_messages for address in message.recipients()]
        for message, address in told:
            subject, text = str(message.subject), str(message.body)
            post_text(address, subject=subject, text=text, key=f"package-{uuid.uuid4().hex}", is_secret=True)
        return len(told)
