"""What comments add to a proposal: a section of its page, what stands in the way of an agenda, and what waits."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse

from applications.comments import notifications
from applications.comments.models import CommentGroup
from applications.comments.policies import BEFORE_AN_AGENDA
from applications.comments.queries import counts_of, groups_of, open_groups, shown
from applications.comments.states import CommentState
from applications.waivers.models import Waiver
from applications.waivers.providers import PageSection
from applications.waivers.states import PENDING
from portal.accounts.policies import is_facilitator
from portal.conflicts.queries import tied_districts
from portal.districts.models import WRITING_OFFICES
from portal.districts.policies import holds_office, offices_of
from portal.ui.providers import Waiting
from portal.worklist.providers import Work

MOST = 100
HEADING = "Comments"
POSITION = 60
IS_WAITING = Q(comments__state=CommentState.WAITING)
IS_UNGROUPED = Q(comments__state=CommentState.PUBLISHED, comments__group=None)


def comments_section(waiver: Waiver, user: Any) -> PageSection | None:
    """What the page of a proposal says of its comments; nothing before it is on the docket."""
    notice = waiver.notices.first() if waiver.docket else None
    if notice is None:
        return None
    may = {verb: user.has_perm(f"comments.{verb}", waiver) for verb in ("write", "moderate")}
    shows = {"waiver": waiver, "notice": notice, "counts": counts_of(waiver), "groups": groups_of(waiver), "may": may}
    return PageSection("comments/section.html", shows, POSITION)


def open_comments(waiver: Waiver) -> list[str]:
    """What keeps a proposal from an agenda: comments that nobody read, that are in no group, groups without answer."""
    counts, groups = counts_of(waiver), open_groups(waiver)
    found = []
    if counts.waiting:
        found.append(f"{_comments(counts.waiting, 'waits', 'wait')} to be read by MDE.")
    if counts.ungrouped:
        found.append(f"{_comments(counts.ungrouped, 'is', 'are')} in no group yet.")
    if groups:
        titles = ", ".join(f"“{group}”" for group in groups)
        found.append(f"The district has not answered {'this group' if len(groups) == 1 else 'these groups'}: {titles}.")
    return found


def _comments(number: int, one: str, more: str) -> str:
    return f"1 comment {one}" if number == 1 else f"{number} comments {more}"


def comments_record(waiver: Waiver) -> list[tuple[str, str, str]]:
    """The comments that are shown, with the answers to their groups, for paper and packets; two queries."""
    rows = [(HEADING, f"Answer to “{group}”", group.answer or "Not answered yet.") for group in groups_of(waiver)]
    for each in shown(waiver):
        group = f" on “{each.group}”" if each.group else ""
        rows.append((HEADING, f"{each}{group}, {each.writer}, {each.get_voice_display().lower()}", each.words))
    return rows


def text_published(waiver: Waiver, actor: Any) -> None:
    """A changed text is published: who commented before is told."""
    notice = waiver.notices.first()
    if notice is not None and notice.number > 1:
        notifications.text_changed(waiver, notice)


def comment_work(user: Any) -> Iterator[Work]:
    """For facilitators: proposals with comments to read or to group; not those of districts to which they are tied."""
    if not is_facilitator(user):
        return
    found = Waiver.objects.docketed().filter(IS_WAITING | IS_UNGROUPED, state__in=PENDING)
    waiting = Count("comments", filter=IS_WAITING, distinct=True)
    ungrouped = Count("comments", filter=IS_UNGROUPED, distinct=True)
    found = found.annotate(waiting=waiting, ungrouped=ungrouped, since=Min("comments__written_at"))
    waivers = list(found.select_related("district").prefetch_related("partners").order_by("since")[:MOST])
    together: set[str] = set().union(*(waiver.leaids() for waiver in waivers))
    tied = tied_districts(user.pk, together) if together else set()
    yield from (_work(waiver) for waiver in waivers if not waiver.leaids() & (tied | set(offices_of(user))))


def _work(waiver: Any) -> Work:
    to_read = f"{waiver.waiting} to read" if waiver.waiting else ""
    to_group = f"{waiver.ungrouped} to group" if waiver.ungrouped else ""
    return Work(
        key=f"comments-{waiver.reference}",
        kind="Comments",
        title=f"{waiver.district}: {waiver}",
        url=reverse("comments:moderate", args=[waiver.reference]),
        state=CommentState.WAITING,
        state_words=", ".join(words for words in (to_read, to_group) if words),
        since=waiver.since,
        leaid=waiver.district_id,
    )


def waiting_answers(user: Any) -> Iterator[Waiting]:
    """For who writes for a district: groups of comments on its proposals that have no answer."""
    led = [leaid for leaid in offices_of(user) if holds_office(user, leaid, *WRITING_OFFICES)]
    if not led:
        return
    found = CommentGroup.objects.filter(answer="", comments__state=CommentState.PUBLISHED)
    found = found.filter(waiver__district__in=led, waiver__state__in=PENDING).distinct()
    for group in found.select_related("waiver")[:MOST]:
        yield Waiting(
            words=f"Comments: {group}",
            url=reverse("comments:answer", args=[group.waiver.reference, group.pk]),
            note=_note(group.waiver),
            state=CommentState.WAITING,
            state_words="waits for your answer",
        )


def _note(waiver: Waiver) -> str:
    if waiver.state in BEFORE_AN_AGENDA:
        return f"{waiver} comes on no agenda before it is answered."
    return str(waiver)
