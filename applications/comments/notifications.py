"""What is told about comments.

Who comments gives an address that nothing verifies. So mails to it repeat nothing that was typed into the form.
"""

from collections.abc import Iterable
from typing import Any

from applications.comments.models import Comment, CommentGroup
from applications.comments.queries import address_of, addresses_of
from applications.waivers.models import Notice, Waiver
from portal.accounts.models import StateRole, User
from portal.core import mail
from portal.districts.models import WRITING_OFFICES, Membership

FOLDER = "comments/mail"


def comment_waits(comment: Comment, day: str) -> None:
    """To the facilitators that may moderate: comments wait to be read. Once a day for each proposal."""
    waiver = comment.waiver
    told: dict[str, Any] = {"about": waiver, "waiver": waiver, "permission": "comments.moderate"}
    to = User.objects.holding(StateRole.FACILITATOR)
    mail.post(f"{FOLDER}/waits.txt", to=to, key=f"comments-wait-{waiver.pk}-{day}", **told)


def group_waits(group: CommentGroup) -> None:
    """To who writes for the district: a group of comments waits for its answer. Once for each group."""
    told: dict[str, Any] = {"about": group, "group": group, "permission": "comments.answer"}
    to = Membership.objects.in_office(*WRITING_OFFICES).filter(district=group.waiver.district_id).people()
    mail.post(f"{FOLDER}/to_answer.txt", to=to, key=f"comments-group-{group.pk}", **told)


def group_answered(group: CommentGroup) -> None:
    """To who gave an address with a comment of the group: it is answered. Once for each group."""
    to = addresses_of(group.comments.published())
    _tell(f"{FOLDER}/answered.txt", to, f"comments-answered-{group.pk}", group.waiver)


def text_changed(waiver: Waiver, notice: Notice) -> None:
    """To who gave an address with a comment: the text is another one now, and may be commented on anew."""
    to = addresses_of(waiver.comments.exclude(pk__in=waiver.comments.declined().values("pk")))
    _tell(f"{FOLDER}/changed.txt", to, f"comments-changed-{waiver.pk}-{notice.number}", waiver, notice=notice)


def _tell(template: str, to: Iterable[str], key: str, waiver: Waiver, **more: Any) -> None:
    mail.post(template, to=to, key=key, about=waiver, waiver=waiver, where=address_of(waiver), **more)
