"""What is told about discussions, one function for each fact.

Posts are news of their PLC: each person hears of them at once, in a summary, or only in the portal. What the leads must
look at is essential. A post is told by a task, so that who writes it waits for nobody's mail.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from plcs.discussion.models import Asking, Post, Report
from plcs.discussion.tasks import tell_post
from plcs.discussion.topics import NAMED, THREAD, topic_key
from plcs.workgroups.notifications import leads_of
from portal.accounts.models import StateRole, User
from portal.core import mail
from portal.core.queue import enqueue
from portal.notifications.inbound import reply_address

FOLDER = "discussion/mail"


def post_made(post: Post) -> None:
    """To the people of the PLC: somebody wrote, or a held post was let through."""
    enqueue(tell_post, post.pk)


def post_edited(post: Post, *, named: Iterable[Any]) -> None:
    """To those whom the new words name and the old ones did not: the others have heard of the post."""
    key = f"post-{post.pk}"
    told: dict[str, Any] = {"about": post, "permission": "discussion.read_post", "topic": NAMED.key, "post": post}
    mail.post(f"{FOLDER}/named.txt", to=[person for person in named if person.pk != post.author_id], key=key, **told)


def post_held(post: Post) -> None:
    """To the leads: a first post waits for them."""
    told: dict[str, Any] = {"about": post, "permission": "discussion.moderate_post", "post": post}
    mail.post(f"{FOLDER}/held.txt", to=leads_of(post.thread.workgroup), key=f"post-held-{post.pk}", **told)


def post_hidden(post: Post, *, was_held: bool) -> None:
    """To its author: why."""
    key = f"post-hidden-{post.pk}-{post.change}"
    mail.post(f"{FOLDER}/hidden.txt", to=[post.author], key=key, post=post, was_held=was_held)


def post_reported(report: Report) -> None:
    """To the leads but the author: somebody thinks that a post should not stand."""
    leads = [person for person in leads_of(report.post.thread.workgroup) if person.pk != report.post.author_id]
    people = leads or list(User.objects.holding(StateRole.FACILITATOR))
    told: dict[str, Any] = {"about": report.post, "permission": "discussion.moderate_post", "report": report}
    mail.post(f"{FOLDER}/reported.txt", to=people, key=f"post-reported-{report.pk}", **told)


def report_dismissed(report: Report) -> None:
    """To who reported it: the post stays."""
    key = f"report-dismissed-{report.pk}"
    told: dict[str, Any] = {"about": report.post, "permission": "discussion.read_post", "report": report}
    mail.post(f"{FOLDER}/dismissed.txt", to=[report.reporter], key=key, **told)


def files_left_out(post: Post, names: Iterable[str]) -> None:
    """To the author of a post that came by mail: some files were not kept."""
    key = f"post-files-left-out-{post.pk}"
    mail.post(f"{FOLDER}/files_left_out.txt", to=[post.author], key=key, post=post, names=list(names))


def answer_missing(asking: Asking, people: Iterable[Any]) -> None:
    """To those who have not answered the monthly question, once: news of their PLC, as each of them chose."""
    thread = asking.thread
    told: dict[str, Any] = {"about": thread.posts.get(is_first=True), "permission": "discussion.read_post"}
    told |= {"topic": topic_key(thread.workgroup), "thread": thread, "may_reply": bool(settings.REPLY_DOMAIN)}
    told["reply_to"] = lambda reader: reply_address(THREAD, thread.pk, reader)
    mail.post(f"{FOLDER}/answer_missing.txt", to=people, key=f"answer-missing-{asking.pk}", **told)
