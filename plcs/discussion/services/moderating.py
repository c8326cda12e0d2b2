"""Posts are reported, hidden, shown, let through; the leads say how many first posts they look at."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from plcs.discussion import notifications
from plcs.discussion.models import Post, Report, Rule, Thread
from plcs.discussion.services.writing import locked_thread, touch
from plcs.discussion.states import DISMISS, HIDE, SHOW, UPHOLD, PostState, ReportState
from plcs.workgroups.models import Workgroup
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance


@transaction.atomic
def report_post(post: Post, *, why: str, actor: Any) -> Report:
    """Ask the leads to look at a post."""
    if not actor.has_perm("discussion.report", post):
        raise PermissionDenied
    try:
        with transaction.atomic():
            report = Report.objects.create(post=post, reporter=actor, why=why)
    except IntegrityError:
        raise NotAllowed("You have reported this post. The leads look at it.") from None
    audit.record(report, "discussion.report", actor=actor, post=post.pk)
    notifications.post_reported(report)
    return report


@transaction.atomic
def hide_post(post: Post, *, reason: str, actor: Any) -> Post:
    """Nobody but the leads reads it any more; its author is told why. Open reports are upheld with it."""
    post, thread = _look(post, actor)
    was_held = post.state == PostState.HELD
    advance(post, HIDE, actor=actor, reason=reason)
    post.reason = reason
    touch(thread, post)
    for report in post.reports.filter(state=ReportState.OPEN):
        advance(report, UPHOLD, actor=actor)
    notifications.post_hidden(post, was_held=was_held)
    return post


@transaction.atomic
def show_post(post: Post, *, shown: int | None = None, actor: Any) -> Post:
    """Let all people of the PLC read it: a held post is let through, a hidden one comes back.

    `shown` is the change of the words that were read: NotAllowed where they are others now.
    """
    found, thread = _look(post, actor)
    if shown is not None and found.change != shown:
        raise NotAllowed("The author has changed the words since you read them. Please read them once more.")
    post, was_held = found, found.state == PostState.HELD
    advance(post, SHOW, actor=actor)
    post.reason = ""
    touch(thread, post)
    if was_held:
        notifications.post_made(post)
    return post


def _look(post: Post, actor: Any) -> tuple[Post, Thread]:
    """The post and its thread as they are now, locked. Nobody judges their own words."""
    thread = locked_thread(post.thread)
    fresh = Post.objects.select_for_update().get(pk=post.pk)
    fresh.thread = thread
    if fresh.author_id == actor.pk or not actor.has_perm("discussion.moderate_post", fresh):
        raise PermissionDenied
    return fresh, thread


@transaction.atomic
def dismiss_report(report: Report, *, actor: Any) -> Report:
    """The post stays."""
    _look(report.post, actor)
    advance(report, DISMISS, actor=actor)
    notifications.report_dismissed(report)
    return report


@transaction.atomic
def set_rule(workgroup: Workgroup, *, held_first: int, actor: Any) -> Rule:
    """How many first posts of each person the leads look at first."""
    if not actor.has_perm("workgroups.lead", workgroup):
        raise PermissionDenied
    rule, _ = Rule.objects.update_or_create(workgroup=workgroup, defaults={"held_first": held_first})
    audit.record(workgroup, "discussion.set_rule", actor=actor, held_first=held_first)
    return rule
