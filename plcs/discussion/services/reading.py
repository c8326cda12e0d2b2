"""How far somebody has read, and whether they hear of a thread. Neither is written into the audit log."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from plcs.discussion.models import Reading, Thread


@transaction.atomic
def mark_read(thread: Thread, *, until: int, actor: Any) -> None:
    """The person has seen the posts up to a number; it never goes back."""
    reading = _own(thread, actor)
    if reading.last_read < until:
        reading.last_read = until
        reading.save(update_fields=["last_read"])


@transaction.atomic
def mute_thread(thread: Thread, *, muted: bool, actor: Any) -> None:
    """Hear of the thread only where one is named, or of all of it again."""
    reading = _own(thread, actor)
    reading.is_muted = muted
    reading.save(update_fields=["is_muted"])


def _own(thread: Thread, actor: Any) -> Reading:
    if not actor.has_perm("discussion.follow", thread):
        raise PermissionDenied
    reading, _ = Reading.objects.get_or_create(thread=thread, user=actor)
    return Reading.objects.select_for_update().get(pk=reading.pk)
