"""Somebody comments on a proposal, signed in or not."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from applications.comments import notifications
from applications.comments.models import Comment
from applications.comments.policies import takes_comments
from applications.waivers.models import Waiver
from applications.waivers.policies import is_pending
from portal.core import audit
from portal.core.errors import NotAllowed

CLOSED = "Comments on this proposal are not taken any more."


@transaction.atomic
def write_comment(
    waiver: Waiver, *, words: str, voice: str, name: str = "", email: str = "", actor: Any = None
) -> Comment:
    """A comment on the text that is published now; it waits until MDE has read it. `actor` may be nobody signed in."""
    fresh = locked(waiver)
    notice = fresh.notices.first()
    if notice is None or not (is_pending & takes_comments).test(actor, fresh):
        raise NotAllowed(CLOSED)
    is_first = not fresh.comments.waiting().exists()
    last = fresh.comments.aggregate(last=Max("number"))["last"] or 0
    writer = actor if actor is not None and actor.is_authenticated else None
    given = {"words": words, "voice": voice, "name": name, "email": email}
    made = Comment.objects.create(waiver=fresh, notice=notice, number=last + 1, written_by=writer, **given)
    audit.record(made, "comments.write", actor=writer, waiver=fresh.reference)
    if is_first:
        notifications.comment_waits(made, f"{timezone.localdate():%Y%m%d}")
    return made


def locked(waiver: Waiver) -> Waiver:
    """The row of the proposal, locked until the end of the transaction: it comes on no agenda meanwhile."""
    return Waiver.objects.select_for_update(of=("self",)).select_related("district", "pathway").get(pk=waiver.pk)
