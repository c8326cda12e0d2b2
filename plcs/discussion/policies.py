"""Who may read a thread, write in it, change a post, moderate."""

from typing import Any

import rules

from plcs.discussion.models import Attachment, Post, Report, Thread
from plcs.discussion.states import PostState
from plcs.workgroups.policies import is_lead, may_enter
from portal.accounts.policies import is_facilitator
from portal.districts.policies import is_in_a_district


@rules.predicate
def reads(user: Any, thread: Thread) -> bool:
    """May read the inside of its PLC."""
    return may_enter(user, thread.workgroup)


@rules.predicate
def takes_posts(user: Any, thread: Thread) -> bool:
    """The thread is not locked and the PLC is at work."""
    return thread.takes_posts


@rules.predicate
def is_at_work(user: Any, thread: Thread) -> bool:
    """The PLC is at work."""
    return thread.workgroup.is_open


@rules.predicate
def moderates(user: Any, thread: Thread) -> bool:
    """Leads the PLC, or facilitates for MDE."""
    return bool(is_facilitator(user)) or (thread.workgroup.is_open and is_lead(user, thread.workgroup))


@rules.predicate
def began_it(user: Any, thread: Thread) -> bool:
    """Began the thread."""
    return thread.author_id == user.pk


def _on_thread(predicate: Any) -> Any:
    """The same asked of a post's thread."""

    @rules.predicate
    def asked(user: Any, post: Post) -> bool:
        return bool(predicate(user, post.thread))

    return asked


@rules.predicate
def wrote_it(user: Any, post: Post) -> bool:
    """The person's own post, which nobody hid."""
    return post.author_id == user.pk and post.state != PostState.HIDDEN


@rules.predicate
def is_shown(user: Any, post: Post) -> bool:
    """All people of the PLC read it."""
    return post.state == PostState.SHOWN


@rules.predicate
def may_be_read(user: Any, post: Post) -> bool:
    """Shown, or the person's own, or the person moderates."""
    own = post.author_id == user.pk and post.state == PostState.HELD
    return post.state == PostState.SHOWN or own or moderates(user, post.thread)


@rules.predicate
def may_read_its_post(user: Any, attachment: Attachment) -> bool:
    """May read the post that the file came with."""
    return bool(user.has_perm("discussion.read_post", attachment.post))


@rules.predicate
def moderates_its_post(user: Any, report: Report) -> bool:
    """Moderates the post, and did not write it."""
    return report.post.author_id != user.pk and moderates(user, report.post.thread)


reads_thread, writes_there, moderates_there = _on_thread(reads), _on_thread(takes_posts), _on_thread(moderates)
rules.add_perm("discussion.read", reads)
rules.add_perm("discussion.write", reads & takes_posts)
rules.add_perm("discussion.moderate", moderates)
rules.add_perm("discussion.resolve", reads & is_at_work & (began_it | moderates))
rules.add_perm("discussion.follow", reads)
rules.add_perm("discussion.promote", reads & (is_in_a_district | is_facilitator))
rules.add_perm("discussion.read_post", reads_thread & may_be_read)
rules.add_perm("discussion.edit", reads_thread & writes_there & wrote_it)
rules.add_perm("discussion.report", reads_thread & is_shown & ~wrote_it)
rules.add_perm("discussion.moderate_post", moderates_there)
rules.add_perm("discussion.read_file", may_read_its_post)
rules.add_perm("discussion.judge_report", moderates_its_post)
