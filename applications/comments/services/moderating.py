"""MDE reads a comment before everybody does: it is shown or not, and may be taken down or put back later.

Superusers pass every permission; so the services ask for the role, the district and the ties themselves.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from applications.comments.models import Comment
from applications.comments.policies import can_moderate
from applications.comments.services.writing import locked
from applications.comments.states import DECLINE, PUBLISH, PUT_BACK, TAKE_DOWN, Reason
from portal.core.errors import NotAllowed
from portal.core.states import Move, advance

CHOOSE = "Please choose one of the reasons."


def publish_comment(comment: Comment, *, actor: Any) -> Comment:
    """Everybody reads it."""
    return _moved(comment, PUBLISH, actor)


def decline_comment(comment: Comment, *, reason: str, actor: Any) -> Comment:
    """Nobody else reads it; that it is there, and the reason, everybody does."""
    return _moved(comment, DECLINE, actor, reason)


def take_down_comment(comment: Comment, *, reason: str, actor: Any) -> Comment:
    """It was shown, and is not shown any more."""
    return _moved(comment, TAKE_DOWN, actor, reason)


def put_back_comment(comment: Comment, *, actor: Any) -> Comment:
    """It is shown again, in the group in which it was."""
    return _moved(comment, PUT_BACK, actor)


@transaction.atomic
def _moved(comment: Comment, move: Move, actor: Any, reason: str | None = None) -> Comment:
    waiver = locked(comment.waiver)
    if not can_moderate.test(actor, waiver):
        raise PermissionDenied
    if reason is not None and reason not in Reason.values:
        raise NotAllowed(CHOOSE)
    fresh = Comment.objects.get(pk=comment.pk)
    advance(fresh, move, actor=actor, **({"reason": reason} if reason else {}))
    fresh.reason, fresh.moderated_at = reason or "", fresh.moderated_at or timezone.now()
    fresh.save(update_fields=["reason", "moderated_at"])
    return fresh
