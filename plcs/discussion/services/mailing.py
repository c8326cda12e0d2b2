"""Mail that answers: it lands in its thread, under the name of the person whose address it was sent to.

Each person has an address of their own for each thread. It opens nothing for anybody else: what comes must also be from
the person's own e-mail address, and everything that the page would ask is asked. So a mail that was forwarded gives
nobody another person's rights.
"""

from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from plcs.discussion import notifications
from plcs.discussion.inbound import PLC, THREAD, Reply, ReplyAddress, read_address, read_message, without_addresses
from plcs.discussion.models import LONGEST_POST, Post, Thread
from plcs.discussion.services.writing import MOST_FILES, post_reply, start_thread
from plcs.workgroups.models import Workgroup
from portal.accounts.models import User
from portal.core.errors import NotAllowed
from portal.core.files import ATTACHABLE, check_upload


class Outcome(StrEnum):
    """What became of a mail."""

    POSTED = "posted"
    KNOWN = "known"
    NOT_FOR_US = "not for us"
    NOT_BY_A_PERSON = "not by a person"
    NOT_THEIRS = "not from the address of the person"
    REFUSED = "refused"


def take_mail(content: bytes) -> Outcome:
    """Take one message as it came. Unreadable where it is larger or deeper than any honest mail."""
    reply = read_message(content)
    found = next((known for to in reply.to_addresses if (known := read_address(to))), None)
    person = User.objects.filter(pk=found.user_pk, is_active=True).first() if found else None
    if found is None or person is None:
        return Outcome.NOT_FOR_US
    if reply.kind in ("auto", "bounce"):
        return Outcome.NOT_BY_A_PERSON
    if reply.from_address.casefold() != person.email.casefold():
        return Outcome.NOT_THEIRS
    name = sha256(f"{found} {reply.message_id or content!r}".encode()).hexdigest()
    if Post.objects.filter(message_id=name).exists():
        return Outcome.KNOWN
    return _take(reply, found, person, name)


def _take(reply: Reply, found: ReplyAddress, person: Any, name: str) -> Outcome:
    files, left_out = _files_of(reply)
    try:
        post = _post(reply, found, person, files, name)
    except IntegrityError:
        return Outcome.KNOWN  # the same mail was delivered twice at once
    except (NotAllowed, PermissionDenied) as refused:
        why = str(refused) or "You are not in this PLC now, or the thread is not there any more."
        notifications.mail_refused(person, reply.text, why=why, subject=reply.subject, message_id=reply.message_id)
        return Outcome.REFUSED
    if left_out:
        notifications.files_left_out(post, left_out)
    return Outcome.POSTED


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
