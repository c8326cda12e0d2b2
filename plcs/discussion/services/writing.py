"""A thread begins, somebody answers, somebody mends their words."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from plcs.discussion import live, notifications
from plcs.discussion.models import Attachment, Mention, Post, Rule, Thread, Wording
from plcs.discussion.states import PostState
from plcs.discussion.threads import named_in
from plcs.workgroups.models import Workgroup
from plcs.workgroups.policies import place_of
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.files import ATTACHABLE, store_upload

MOST_FILES = 5


@transaction.atomic
def start_thread(
    workgroup: Workgroup, *, title: str, text: str, files: Iterable[UploadedFile] = (), actor: Any, message_id: str = ""
) -> Thread:
    """Begin a thread with its first post."""
    if not actor.has_perm("workgroups.take_part", workgroup):
        raise PermissionDenied
    Workgroup.objects.select_for_update().get(pk=workgroup.pk)
    number = (Thread.objects.filter(workgroup=workgroup).aggregate(last=Max("number"))["last"] or 0) + 1
    thread = Thread.objects.create(workgroup=workgroup, number=number, title=title, author=actor)
    audit.record(thread, "discussion.start", actor=actor, workgroup=workgroup.slug)
    _say(thread, text, files=files, actor=actor, is_first=True, message_id=message_id)
    return thread


@transaction.atomic
def post_reply(
    thread: Thread,
    *,
    text: str,
    quoted: Post | None = None,
    files: Iterable[UploadedFile] = (),
    actor: Any,
    message_id: str = "",
) -> Post:
    """Answer in a thread. NotAllowed where it is locked or the PLC is closed; one mail makes one post."""
    if message_id and (known := Post.objects.filter(message_id=message_id).first()):
        return known
    locked = locked_thread(thread)
    if not locked.takes_posts:
        raise NotAllowed("Nobody can write here any more. Your words are not lost: please begin a new thread.")
    if not actor.has_perm("discussion.write", locked):
        raise PermissionDenied
    quoted = quoted if quoted and quoted.thread_id == thread.pk and quoted.state == PostState.SHOWN else None
    return _say(locked, text, quoted=quoted, files=files, actor=actor, message_id=message_id)


def locked_thread(thread: Thread) -> Thread:
    """The thread as it is now, locked until the end of the transaction: changes of a thread come one after another."""
    return Thread.objects.select_for_update(of=("self",)).select_related("workgroup__pathway").get(pk=thread.pk)


def _say(thread: Thread, text: str, *, files: Iterable[UploadedFile], actor: Any, **facts: Any) -> Post:
    held = _is_held(thread.workgroup, actor)
    state = PostState.HELD if held else PostState.SHOWN
    post = Post(
        thread=thread, author=actor, office=_office_of(actor, thread.workgroup), text=text, state=state, **facts
    )
    touch(thread, post, last_at=post.written_at)
    for file in list(files)[:MOST_FILES]:
        Attachment.objects.create(post=post, stored=store_upload(file, kinds=ATTACHABLE, actor=actor))
    note_names(post)
    audit.record(post, "discussion.post", actor=actor, thread=thread.number, after=state)
    (notifications.post_held if held else notifications.post_made)(post)
    return post


def touch(thread: Thread, post: Post, **facts: Any) -> None:
    """Save a post with the thread's next change, and announce it."""
    thread.changes += 1
    post.change = thread.changes
    post.save(update_fields=None if post.pk is None else ["change", "text", "edited_at", "reason"])
    for name, value in facts.items():
        setattr(thread, name, value)
    thread.save(update_fields=["changes", *facts])
    live.announce(thread)


def note_names(post: Post) -> list[Any]:
    """Note whom the words name; those who were not named before."""
    before = set(post.mentions.values_list("user_id", flat=True))
    named = [person for person in named_in(post.text, post.thread.workgroup) if person.pk not in before]
    Mention.objects.bulk_create(Mention(post=post, user=person) for person in named)
    return named


def _is_held(workgroup: Workgroup, actor: Any) -> bool:
    rule = Rule.objects.filter(workgroup=workgroup).first()
    if rule is None or not rule.held_first or actor.has_perm("workgroups.lead", workgroup):
        return False
    return Post.objects.shown().filter(thread__workgroup=workgroup, author=actor).count() < rule.held_first


def _office_of(actor: Any, workgroup: Workgroup) -> str:
    place = place_of(actor, workgroup)
    return str(place.district)[:200] if place else "Mississippi Department of Education"


@transaction.atomic
def edit_post(post: Post, *, text: str, is_minor: bool, shown: str, actor: Any) -> Post:
    """Change one's words; the old ones are kept. A minor change tells nobody.

    `shown` is the text that the author had before them: NotAllowed where it was changed meanwhile in another window.
    """
    thread = locked_thread(post.thread)
    fresh = Post.objects.select_for_update().get(pk=post.pk)
    fresh.thread = thread
    if not actor.has_perm("discussion.edit", fresh):
        raise PermissionDenied
    if fresh.text != shown:
        raise NotAllowed("These words were changed meanwhile, in another window. Both texts are below: please choose.")
    if fresh.text == text:
        return fresh
    Wording.objects.create(post=fresh, text=fresh.text)
    fresh.text, fresh.edited_at = text, timezone.now()
    touch(thread, fresh)
    named = note_names(fresh)
    audit.record(fresh, "discussion.edit", actor=actor, minor=is_minor)
    if not is_minor and fresh.state == PostState.SHOWN:
        notifications.post_edited(fresh, named=named)
    return fresh
