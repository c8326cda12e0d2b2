"""Where a thread stands: resolved, locked, open again, pinned, renamed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from plcs.discussion import live
from plcs.discussion.models import Thread
from plcs.discussion.states import LOCK, REOPEN, RESOLVE
from plcs.workgroups.policies import place_of
from portal.core import audit
from portal.core.states import Move, advance
from portal.drafts.providers import Material, promote


def _move(thread: Thread, move: Move, permission: str, actor: Any) -> Thread:
    if not actor.has_perm(permission, thread):
        raise PermissionDenied
    advance(thread, move, actor=actor)
    live.announce(thread)
    return thread


@transaction.atomic
def resolve_thread(thread: Thread, *, actor: Any) -> Thread:
    """The question is answered; people can still write."""
    return _move(thread, RESOLVE, "discussion.resolve", actor)


@transaction.atomic
def lock_thread(thread: Thread, *, actor: Any) -> Thread:
    """Nobody writes in it any more."""
    return _move(thread, LOCK, "discussion.moderate", actor)


@transaction.atomic
def reopen_thread(thread: Thread, *, actor: Any) -> Thread:
    """It goes on. Who began it may open what was resolved, only a lead what was locked."""
    permission = "discussion.moderate" if thread.state == LOCK.target else "discussion.resolve"
    return _move(thread, REOPEN, permission, actor)


@transaction.atomic
def pin_thread(thread: Thread, *, pinned: bool, actor: Any) -> Thread:
    """Let it stand first in the list, or no longer."""
    if not actor.has_perm("discussion.moderate", thread):
        raise PermissionDenied
    if thread.is_pinned != pinned:
        thread.is_pinned = pinned
        thread.save(update_fields=["is_pinned"])
        audit.record(thread, "discussion.pin", actor=actor, pinned=pinned)
    return thread


@transaction.atomic
def rename_thread(thread: Thread, *, title: str, actor: Any) -> Thread:
    """Give it a title that says what it is about."""
    if not actor.has_perm("discussion.resolve", thread):
        raise PermissionDenied
    before, thread.title = thread.title, title
    thread.save(update_fields=["title"])
    audit.record(thread, "discussion.rename", actor=actor, before=before)
    return thread


@transaction.atomic
def promote_thread(thread: Thread, *, actor: Any) -> str:
    """Begin a practice with the title and the first post of a thread; the address of the draft."""
    if not actor.has_perm("discussion.promote", thread):
        raise PermissionDenied
    place, first = place_of(actor, thread.workgroup), thread.posts.get(is_first=True)
    source = f"Thread “{thread}” of the PLC {thread.workgroup}"
    facts = {"source": source, "url": thread.get_absolute_url(), "leaid": place.district_id if place else ""}
    address = promote(Material(title=thread.title, text=first.text, **facts), actor)
    audit.record(thread, "discussion.promote", actor=actor, draft=address)
    return address
