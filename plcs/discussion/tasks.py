"""Telling the people of a PLC of a post, after the answer to who wrote it."""

from typing import Any

from django.conf import settings
from django.tasks import task

from plcs.discussion.models import Post
from plcs.discussion.states import PostState
from plcs.discussion.threads import readers_of
from plcs.discussion.topics import NAMED, THREAD, topic_key
from portal.core import mail
from portal.notifications.inbound import reply_address


@task
def tell_post(number: int) -> None:
    """Mail a post to whoever it concerns, as each of them chose; nothing where it was hidden meanwhile."""
    found = Post.objects.select_related("thread__workgroup__pathway", "author").filter(pk=number)
    post = found.filter(state=PostState.SHOWN).first()
    if post is None:
        return
    people = readers_of(post)
    told: dict[str, Any] = {"about": post, "permission": "discussion.read_post", "post": post, "key": f"post-{post.pk}"}
    told["reply_to"] = lambda reader: reply_address(THREAD, post.thread_id, reader)
    told["may_reply"] = bool(settings.REPLY_DOMAIN)
    mail.post("discussion/mail/named.txt", to=people.named, topic=NAMED.key, **told)
    mail.post("discussion/mail/post.txt", to=people.others, topic=topic_key(post.thread.workgroup), **told)
