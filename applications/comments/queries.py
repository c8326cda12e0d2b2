"""Comments as they are read: those that are shown, by group; the groups with their answers; what is still open."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from applications.comments.models import Comment, CommentGroup, CommentQuerySet
from applications.comments.states import CommentState
from applications.waivers.models import Waiver

IS_SHOWN = Q(comments__state=CommentState.PUBLISHED)


@dataclass(frozen=True)
class Counts:
    """How many comments of a proposal stand where."""

    waiting: int
    published: int
    declined: int
    ungrouped: int


def counts_of(waiver: Waiver) -> Counts:
    """How many comments of a proposal stand where; one query."""
    states = {state: Count("pk", filter=Q(state=state)) for state in CommentState.values}
    is_ungrouped = Q(state=CommentState.PUBLISHED, group=None)
    return Counts(**waiver.comments.aggregate(**states, ungrouped=Count("pk", filter=is_ungrouped)))


def shown(waiver: Waiver, group: CommentGroup | None = None) -> CommentQuerySet:
    """What everybody reads, group by group; those in none yet come last."""
    found = waiver.comments.published().select_related("notice", "group")
    if group is not None:
        found = found.filter(group=group)
    return found.order_by(F("group").asc(nulls_last=True), "number")


def groups_of(waiver: Waiver) -> QuerySet[CommentGroup]:
    """The groups, each with how many of its comments are shown; one that is empty only where it was answered."""
    found = waiver.comment_groups.annotate(shown=Count("comments", filter=IS_SHOWN))
    return found.exclude(shown=0, answer="").order_by("pk")


def open_groups(waiver: Waiver) -> list[CommentGroup]:
    """The groups that have comments and no answer."""
    return list(groups_of(waiver).filter(answer=""))


def not_shown(waiver: Waiver) -> CommentQuerySet:
    """The comments that are not shown: only their numbers and reasons are read from the database."""
    return waiver.comments.declined().only("number", "reason", "waiver")


def addresses_of(comments: QuerySet[Comment]) -> list[str]:
    """The addresses that were given with these comments, each once."""
    given = comments.exclude(email="").order_by("email").values_list("email", flat=True)
    return list(given.distinct())


def newest_text(waiver: Waiver) -> int:
    """The number of the text that is published now."""
    notice = waiver.notices.first()
    return notice.number if notice else 0


def address_of(waiver: Waiver) -> str:
    """Where the comments on a proposal are read."""
    return reverse("comments:comments", args=[waiver.reference])
