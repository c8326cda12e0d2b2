"""Comments are put into groups by MDE, and the district answers each group."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from applications.comments import notifications
from applications.comments.models import Comment, CommentGroup
from applications.comments.policies import can_answer, can_group
from applications.comments.services.writing import locked
from applications.waivers.models import Waiver
from portal.core import audit
from portal.core.errors import NotAllowed

NONE_CHOSEN = "Please tick at least one comment that is shown."
TAKEN = "There is a group of this name already."


@transaction.atomic
def group_comments(
    waiver: Waiver, comments: Collection[Comment], *, group: CommentGroup | None = None, title: str = "", actor: Any
) -> CommentGroup:
    """Put shown comments into a group, or into a new one with this title; each leaves the group in which it was."""
    fresh = _for_grouping(waiver, actor)
    numbers = [comment.pk for comment in comments]
    found = fresh.comments.published().filter(pk__in=numbers)
    if not numbers or found.count() != len(set(numbers)):
        raise NotAllowed(NONE_CHOSEN)
    if group is None:
        _check_title(fresh, title)
        group = CommentGroup.objects.create(waiver=fresh, title=title, made_by=actor)
    target = fresh.comment_groups.get(pk=group.pk)
    told = list(found.values_list("number", flat=True))
    found.update(group=target)
    audit.record(target, "comments.group", actor=actor, comments=told)
    if target.answer:
        notifications.group_answered(target)
    else:
        notifications.group_waits(target)
    return target


@transaction.atomic
def rename_group(group: CommentGroup, *, title: str, actor: Any) -> CommentGroup:
    """Give a group another title."""
    waiver = _for_grouping(group.waiver, actor)
    fresh = waiver.comment_groups.get(pk=group.pk)
    if fresh.title != title:
        _check_title(waiver, title)
        audit.record(fresh, "comments.rename", actor=actor, before=fresh.title, after=title)
        fresh.title = title
        fresh.save(update_fields=["title"])
    return fresh


@transaction.atomic
def answer_group(group: CommentGroup, *, answer: str, actor: Any) -> CommentGroup:
    """The district answers; everybody reads it. Who gave an address is told the first time."""
    waiver = locked(group.waiver)
    fresh = waiver.comment_groups.select_related("waiver__district").get(pk=group.pk)
    if not can_answer.test(actor, fresh):
        raise PermissionDenied
    before, now = fresh.answer, timezone.now()
    fresh.answer, fresh.answered_by = answer, actor
    fresh.answered_at, fresh.rewritten_at = (fresh.answered_at, now) if before else (now, None)
    fresh.save(update_fields=["answer", "answered_by", "answered_at", "rewritten_at"])
    audit.record(fresh, "comments.answer", actor=actor, before=before)
    notifications.group_answered(fresh)
    return fresh


def _for_grouping(waiver: Waiver, actor: Any) -> Waiver:
    fresh = locked(waiver)
    if not can_group.test(actor, fresh):
        raise PermissionDenied
    return fresh


def _check_title(waiver: Waiver, title: str) -> None:
    if waiver.comment_groups.filter(title__iexact=title).exists():
        raise NotAllowed(TAKEN)
