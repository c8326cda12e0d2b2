"""Slow things, done after the answer by the task queue."""

from django.tasks import task, task_backends

from portal.core import mail
from portal.core.models import MailState


@task
def deliver_mail(mail_id: int) -> None:
    """Send one mail; if that fails, come back when its next attempt is due. Mails that a dead worker left go too."""
    sent = mail.deliver(mail_id)
    if sent and sent.state == MailState.QUEUED and task_backends["default"].supports_defer:
        deliver_mail.using(run_after=sent.next_attempt_at).enqueue(mail_id)
    mail.take_up_stranded()
