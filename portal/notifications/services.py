"""Every write about what people are told: their choices, the summaries, and what they answer by mail.

Each person has an address of their own for each thing that they may answer. It opens nothing for anybody else: what
comes must also be from the person's own e-mail address, and everything that the page would ask is asked. So a mail that
was forwarded gives nobody another person's rights.
"""

import logging
from collections import Counter
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.core import audit, mail
from portal.core.dates import week_began
from portal.core.delivery import still_known
from portal.core.errors import NotAllowed
from portal.core.models import MailState, OutgoingMail
from portal.core.pacing import Pace
from portal.notifications import notifications
from portal.notifications.inbound import Outcome, read_address, read_message
from portal.notifications.models import Preference
from portal.notifications.providers import mailbox_of
from portal.notifications.queries import offered_paces, paces_of

log = logging.getLogger("portal.notifications")


@transaction.atomic
def set_paces(user: Any, paces: dict[str, str], *, actor: Any) -> dict[str, Pace]:
    """Choose how soon to hear of topics; what changed. What waits for a summary under “no mail” stays in the portal.

    What waits under a topic that is told at once from now on comes in the next summary.
    """
    if not actor.has_perm("notifications.set_paces", user):
        raise PermissionDenied
    User.objects.select_for_update().get(pk=user.pk)  # a summary of the same person waits for this, or this for it
    before = offered_paces(user)
    if not paces.keys() <= before.keys():
        raise NotAllowed("One of these topics does not concern you any more. Please open the page again.")
    changed = {topic: Pace(pace) for topic, pace in paces.items() if before[topic] != pace}
    for topic, pace in changed.items():
        Preference.objects.update_or_create(user=user, topic=topic, defaults={"pace": pace})
    silent = [topic for topic, pace in changed.items() if pace == Pace.NONE]
    OutgoingMail.objects.held().filter(reader=user, topic__in=silent).update(state=MailState.KEPT)
    if changed:
        audit.record(
            user, "notifications.set_paces", actor=actor, before={t: before[t] for t in changed}, after=changed
        )
    return changed


def send_digests() -> Counter[str]:
    """One summary to each person for whom something waits and whose day it is; what was done. Run daily.

    Each person's is a transaction of its own: one that fails stops no other, and goes out the next time.
    """
    nobodys = OutgoingMail.objects.held().filter(reader=None)
    dropped = nobodys.update(state=MailState.DROPPED, text="")
    done = Counter(people=0, summaries=0, told=0, dropped=dropped, failed=0)
    for reader in list(OutgoingMail.objects.held().order_by().values_list("reader", flat=True).distinct()):
        try:
            done.update(send_digest(reader))
        except Exception:
            log.exception("the summary of person %s failed", reader)
            done["failed"] += 1
        done["people"] += 1
    return done


@transaction.atomic
def send_digest(reader_pk: int) -> Counter[str]:
    """One person's summary of what waits and is due, at most one a day; no mail where nothing is left to tell."""
    reader = User.objects.select_for_update().get(pk=reader_pk)
    now = timezone.now()
    key = f"digest-{reader.pk}-{timezone.localdate(now):%Y-%m-%d}"
    if OutgoingMail.objects.filter(key=key).exists():
        return Counter()
    paces = paces_of(reader)
    waiting = OutgoingMail.objects.held().filter(reader=reader).prefetch_related("about")
    due = [each for each in waiting if _is_due(each, paces.get(each.topic, Pace.DAILY), now)]
    for each in due:
        each.reader = reader
    told = still_known(due)
    if told:
        subject, text = notifications.summary_of(reader, told)
        sent = mail.post_text(reader, subject=subject, text=text, key=key, permission="notifications.read_own")
        parts = OutgoingMail.objects.held().filter(pk__in=[each.pk for each in told])
        parts.update(state=MailState.IN_DIGEST, told_in=sent)
    return Counter(summaries=int(bool(told)), told=len(told), dropped=len(due) - len(told))


def _is_due(each: OutgoingMail, pace: Pace, now: datetime) -> bool:
    """Weekly news are due once the week is over in which they came, by Monday's run or the next after a missed one."""
    return pace != Pace.WEEKLY or each.created_at < week_began(now)


def take_mail(content: bytes) -> Outcome:
    """Take one message as it came. Unreadable where it is larger or deeper than any honest mail."""
    reply = read_message(content)
    found = next((known for to in reply.to_addresses if (known := read_address(to))), None)
    person = User.objects.filter(pk=found.user_pk, is_active=True).first() if found else None
    mailbox = mailbox_of(found.kind) if found else None
    if found is None or person is None or mailbox is None:
        return Outcome.NOT_FOR_US
    if reply.kind in ("auto", "bounce"):
        return Outcome.NOT_BY_A_PERSON
    if reply.from_address.casefold() != person.email.casefold():
        return Outcome.NOT_THEIRS
    name = sha256(f"{found} {reply.message_id or content!r}".encode()).hexdigest()
    try:
        return mailbox(reply, found, person, name)
    except (NotAllowed, PermissionDenied) as refused:
        why = str(refused) or "What you answered is not there any more, or you have no part in it now."
        notifications.mail_refused(person, reply.text, why=why, subject=reply.subject, message_id=reply.message_id)
        return Outcome.REFUSED
