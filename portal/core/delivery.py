"""Sending queued mails: claimed without a lock, tried again with longer and longer pauses, given up by name.

Whether the reader may still know what a mail tells is asked at the last moment, at each attempt.
"""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlparse

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from portal.core.models import MailState, OutgoingMail
from portal.core.pacing import answers

SERVER = "out"  # the mailer that speaks to the mail server; the default one writes rows of the outbox
LEASE = timedelta(minutes=10)  # how long one attempt may take before another worker may try
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440)]


def deliver(mail_id: int) -> OutgoingMail | None:
    """Send one queued mail now and note how it went; None where it is not due or another worker has it.

    One that its reader may not know any more is dropped.
    No lock is held while the mail server is spoken to: a slow one must not make anybody else wait.
    """
    mail = _claim(mail_id)
    if mail is None or not _is_still_to_tell(mail):
        return mail
    try:
        _send(mail)
    except Exception as failure:
        _note_failure(mail, failure)
    else:
        mail.state, mail.sent_at, mail.error = MailState.SENT, timezone.now(), ""
    if mail.is_secret and mail.state != MailState.QUEUED:
        mail.text = ""
    mail.save(update_fields=["state", "sent_at", "error", "next_attempt_at", "text"])
    return mail


@transaction.atomic
def _claim(mail_id: int) -> OutgoingMail | None:
    mail = OutgoingMail.objects.due().select_for_update(skip_locked=True).filter(pk=mail_id).first()
    if mail is not None:
        mail.attempts += 1
        mail.next_attempt_at = timezone.now() + LEASE
        mail.save(update_fields=["attempts", "next_attempt_at"])
    return mail


def still_known(mails: Iterable[OutgoingMail]) -> list[OutgoingMail]:
    """Those whose readers may know at this moment what they tell; the others are dropped."""
    known = []
    for mail in mails:
        if mail.may_be_known():
            known.append(mail)
        else:
            _drop(mail)
    return known


def _drop(mail: OutgoingMail) -> None:
    mail.state, mail.text = MailState.DROPPED, ""
    mail.save(update_fields=["state", "text"])


@transaction.atomic
def _is_still_to_tell(mail: OutgoingMail) -> bool:
    """Whether the mail may leave now; a summary is written anew without the parts that may not."""
    told = mail.parts.filter(state=MailState.IN_DIGEST).prefetch_related("about")
    parts = list(told.order_by("-created_at", "-pk"))
    for part in parts:
        part.reader = mail.reader
    known = still_known(parts)
    if parts and not known:
        _drop(mail)
    elif len(known) < len(parts):
        mail.subject, mail.text = answers().summary_of(mail.reader, known)
        mail.save(update_fields=["subject", "text"])
    return bool(known or not parts) and bool(still_known([mail]))


def _send(mail: OutgoingMail) -> None:
    answers = [mail.reply_to] if mail.reply_to else None
    message = EmailMessage(mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [mail.to], reply_to=answers)
    message.extra_headers |= {"Auto-Submitted": "auto-generated", "Message-ID": _message_id(mail)}
    for attachment in mail.attachments.all():
        with attachment.content.open("rb") as content:
            message.attach(attachment.name, content.read(), attachment.content_type)
    message.send(using=SERVER)


def _message_id(mail: OutgoingMail) -> str:
    """The same for each attempt, so that a mail that was sent twice over a crash is shown once."""
    name = hashlib.sha256(f"{mail.key} {mail.to}".encode()).hexdigest()[:32]
    return f"<{name}@{urlparse(settings.SITE_URL).hostname}>"


def _note_failure(mail: OutgoingMail, failure: Exception) -> None:
    mail.error = f"{type(failure).__name__}: {failure}"[:300]
    if is_final(failure) or mail.attempts > len(BACK_OFF):
        mail.state = MailState.FAILED
    else:
        mail.next_attempt_at = timezone.now() + BACK_OFF[mail.attempts - 1]


def is_final(failure: Exception) -> bool:
    """Whether trying again is of no use: the mail server knows no such address, or it cannot be an address at all."""
    if isinstance(failure, SMTPRecipientsRefused):
        return all(500 <= code <= 599 for code, _ in failure.recipients.values())
    return isinstance(failure, ValueError)
