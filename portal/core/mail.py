"""The mail outbox: a row written with what it tells, sent after the commit by a task, tried again if it fails."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from portal.core.models import OutgoingMail, StoredFile
from portal.core.queue import enqueue
from portal.core.tasks import deliver_mail


def post(
    template: str,
    *,
    to: Iterable[Any],
    key: str,
    attachments: Iterable[StoredFile] = (),
    is_secret: bool = False,
    **context: Any,
) -> list[OutgoingMail]:
    """Queue one mail for each person or address, from `template`: its first line is the subject, the rest the text.

    `key` names the fact that is told: the same fact is told once to each address, however often this is called.
    `is_secret` says that the text holds a link or code that opens something: it is forgotten once it need not be sent.
    """
    mails = []
    for reader in to:
        address = getattr(reader, "email", reader)
        text = render_to_string(template, {**context, "reader": reader, "site_url": settings.SITE_URL})
        subject, _, body = text.strip().partition("\n")
        words = {"subject": subject, "text": body.strip() + "\n"}
        mails.append(post_text(address, **words, key=key, attachments=attachments, is_secret=is_secret))
    return mails


def post_text(
    to: str, *, subject: str, text: str, key: str, attachments: Iterable[StoredFile] = (), is_secret: bool = False
) -> OutgoingMail:
    """Queue one mail whose words are ready; line breaks in the subject are taken out."""
    words = {"subject": " ".join(subject.split())[:250], "text": text, "is_secret": is_secret}
    mail, created = OutgoingMail.objects.get_or_create(key=key[:200], to=to, defaults=words)
    if created:
        mail.attachments.set(attachments)
        enqueue(deliver_mail, mail.pk)
    return mail
