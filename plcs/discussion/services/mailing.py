"""Answers by mail: they land in their thread, or start one, under the name of whom the address was made for."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from plcs.discussion import notifications
from plcs.discussion.models import LONGEST_POST, Post, Thread
from plcs.discussion.services.writing import MOST_FILES, post_reply, start_thread
from plcs.discussion.topics import PLC, THREAD
from plcs.workgroups.models import Workgroup
from portal.core.errors import NotAllowed
from portal.core.files import ATTACHABLE, check_upload
from portal.notifications.inbound import Outcome, Reply, ReplyAddress, without_addresses

NOT_THERE = "You are not in this PLC now, or the thread is not there any more."


def take_reply(reply: Reply, found: ReplyAddress, person: Any, name: str) -> Outcome:
    """Post what somebody sent to their address of a thread or a PLC; the same mail once."""
    if Post.objects.filter(message_id=name).exists():
        return Outcome.KNOWN
    files, left_out = _files_of(reply)
    try:
        post = _post(reply, found, person, files, name)
    except IntegrityError:
        return Outcome.KNOWN  # the same mail was delivered twice at once
    except PermissionDenied:
        raise PermissionDenied(NOT_THERE) from None
    if left_out:
        notifications.files_left_out(post, left_out)
    return Outcome.TAKEN


@transaction.atomic
def _post(reply: Reply, found: ReplyAddress, person: Any, files: list[SimpleUploadedFile], name: str) -> Post:
    text = without_addresses(reply.text).strip()[:LONGEST_POST]
    if not text and not files:
        raise NotAllowed("There was nothing new in your mail: please write above the quoted words.")
    words: dict[str, Any] = {"text": text or "See the file.", "files": files, "message_id": name}
    if found.kind == THREAD:
        thread = Thread.objects.visible_to(person).filter(pk=found.number).first()
        if thread is None:
            raise PermissionDenied
        return post_reply(thread, **words, actor=person)
    workgroup = Workgroup.objects.entered_by(person).filter(pk=found.number).first()
    if found.kind != PLC or workgroup is None:
        raise PermissionDenied
    title = " ".join(reply.subject.split())[:150] or "Without a title"
    return start_thread(workgroup, title=title, **words, actor=person).posts.get()


def _files_of(reply: Reply) -> tuple[list[SimpleUploadedFile], list[str]]:
    """The files that may be kept, and the names of the others."""
    kept, left_out = [], [*reply.left_out]
    for name, _, content in reply.attachments:
        file = SimpleUploadedFile(name, content)
        try:
            check_upload(file, kinds=ATTACHABLE)
        except NotAllowed:
            left_out.append(name)
        else:
            file.seek(0)
            kept.append(file)
    return kept[:MOST_FILES], [*left_out, *(str(file.name) for file in kept[MOST_FILES:])]
