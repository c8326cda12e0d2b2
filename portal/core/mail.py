"""The mail outbox: a row written with what it tells, sent after the commit by a task, tried again if it fails."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from portal.core.models import MailState, OutgoingMail, StoredFile
from portal.core.queue import enqueue

BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440)]


def post(
    template: str, *, to: Iterable[Any], key: str, attachments: Iterable[StoredFile] = (), **context: Any
) -> list[OutgoingMail]:
    """Queue one mail for each person or address, from `template`: its first line is the subject, the rest the text.

    `key` names the fact that is told: the same fact is told once to each address, however often this is called.
    """
    mails = []
    for reader in to:
        address = getattr(reader, "email", reader)
        text = render_to_string(template, {**context, "reader": reader, "site_url": settings.SITE_URL})
        subject, _, body = text.strip().partition("\n")
        mails.append(post_text(address, subject=subject, text=body.strip() + "\n", key=key, attachments=attachments))
    return mails


def post_text(to: str, *, subject: str, text: str, key: str, attachments: Iterable[StoredFile] = ()) -> OutgoingMail:
    """Queue one mail whose words are ready; line breaks in the subject are taken out."""
    from portal.core.tasks import deliver_mail

    mail, created = OutgoingMail.objects.get_or_create(
        key=key[:200], to=to, defaults={"subject": " ".join(subject.split())[:250], "text": text}
    )
    if created:
        mail.attachments.set(attachments)
        enqueue(deliver_mail, mail.pk)
    return mail


def deliver(mail_id: int) -> OutgoingMail | None:
    """Send one queued mail now and note how it went; None where it is sent already or another worker has it."""
    with transaction.atomic():
        mail = (
            OutgoingMail.objects.select_for_update(skip_locked=True).filter(pk=mail_id, state=MailState.QUEUED).first()
        )
        if mail is None:
            return None
        mail.attempts += 1
        try:
            _send(mail)
        except Exception as failure:
            _note_failure(mail, failure)
        else:
            mail.state, mail.sent_at, mail.error = MailState.SENT, timezone.now(), ""
        mail.save()
    return mail


def _send(mail: OutgoingMail) -> None:
    message = EmailMessage(mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [mail.to])
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    for attachment in mail.attachments.all():
        with attachment.content.open("rb") as content:
            message.attach(attachment.name, content.read(), attachment.content_type)
    message.send()


def _note_failure(mail: OutgoingMail, failure: Exception) -> None:
    mail.error = f"{type(failure).__name__}: {failure}"[:300]
    if mail.attempts > len(BACK_OFF):
        mail.state = MailState.FAILED
    else:
        mail.next_attempt_at = timezone.now() + BACK_OFF[mail.attempts - 1]
