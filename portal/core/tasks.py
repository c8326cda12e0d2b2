"""Slow things, done after the answer by the task queue."""

from django.db import transaction
from django.tasks import task, task_backends
from django.utils import timezone

from portal.core import delivery
from portal.core.models import MailState, OutgoingMail
from portal.core.queue import enqueue


@task
def deliver_mail(mail_id: int) -> None:
    """Send one mail; if that fails, come back when its next attempt is due. Mails that a dead worker left go too."""
    sent = delivery.deliver(mail_id)
    if sent and sent.state == MailState.QUEUED and task_backends["default"].supports_defer:
        deliver_mail.using(run_after=sent.next_attempt_at).enqueue(mail_id)
    take_up_stranded()


@transaction.atomic
def take_up_stranded(limit: int = 50) -> int:
    """Queue anew the mails whose worker died on the way; how many there were."""
    stranded = OutgoingMail.objects.overdue(delivery.LEASE).select_for_update(skip_locked=True)[:limit]
    for mail in stranded:
        mail.next_attempt_at = timezone.now()
        mail.save(update_fields=["next_attempt_at"])
        enqueue(deliver_mail, mail.pk)
    return len(stranded)
