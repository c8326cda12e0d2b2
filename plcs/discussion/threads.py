"""Reads of threads: lists with what is unread, the people who are told, who is named in a text, what is asked each
month.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from plcs.discussion.models import NEWEST_FIRST, MonthlyQuestion, Post, Reading, Thread
from plcs.discussion.states import PostState
from plcs.workgroups.models import Workgroup

HANDLE = re.compile(r"@\[([^\]\n]{1,150})\]")


def with_unread(threads: QuerySet[Thread], user: Any) -> QuerySet[Thread]:
    """The threads with `posts_shown` and `unread`: how many posts of others came after the last that was read."""
    read = Reading.objects.filter(thread=OuterRef("pk"), user=user).values("last_read")
    shown = Q(posts__state=PostState.SHOWN)
    known = threads.annotate(read_until=Coalesce(Subquery(read[:1]), Value(0)))
    later = shown & Q(posts__pk__gt=F("read_until")) & ~Q(posts__author=user)
    counted = known.annotate(posts_shown=Count("posts", filter=shown), unread=Count("posts", filter=later))
    return counted.order_by(*NEWEST_FIRST)


def unread_by_workgroup(user: Any, workgroups: Iterable[int]) -> dict[int, int]:
    """How many posts of others a person has not read, by PLC; one query."""
    threads = with_unread(Thread.objects.visible_to(user).filter(workgroup__in=list(workgroups)), user)
    found: dict[int, int] = {}
    for thread in threads.order_by():
        found[thread.workgroup_id] = found.get(thread.workgroup_id, 0) + thread.unread  # type: ignore[attr-defined]
    return found


def named_in(text: str, workgroup: Workgroup) -> list[Any]:
    """The people of the PLC whom a text names as `@[Name]`, each once."""
    names = set(HANDLE.findall(text))
    if not names:
        return []
    places = workgroup.places.in_force().filter(user__name__in=names).select_related("user")
    return list({place.user_id: place.user for place in places}.values())


@dataclass(frozen=True)
class Told:
    """Who is told of a post: by name, and because they are in the PLC and have not muted the thread."""

    named: list[Any]
    others: list[Any]


def readers_of(post: Post) -> Told:
    """Who is mailed when the post is shown: the people of the PLC but its author and those who muted the thread.

    Who is named is told in any case, since somebody waits for them.
    """
    places = post.thread.workgroup.places.in_force().exclude(user=post.author_id).select_related("user")
    people = {place.user_id: place.user for place in places}
    named = {pk: people[pk] for pk in post.mentions.values_list("user_id", flat=True) if pk in people}
    muted = set(post.thread.readings.filter(is_muted=True).values_list("user_id", flat=True))
    return Told([*named.values()], [person for pk, person in people.items() if pk not in named and pk not in muted])


def readers_of_workgroup(workgroup: Workgroup, *, but: Any, thread: Thread | None = None) -> int:
    """How many people besides one are told of what is written: the writer sees it before writing.

    Who muted the thread is not told, and not counted.
    """
    places = workgroup.places.in_force().exclude(user=but)
    if thread is not None:
        places = places.exclude(user__in=thread.readings.filter(is_muted=True).values("user"))
    return places.count()


def changed_after(thread: Thread, number: int, user: Any, *, leads: bool) -> QuerySet[Post]:
    """The posts that changed after a change of the thread, in order; those the reader may not read are left out."""
    return thread.posts.filter(change__gt=number).shown_to(user, leads=leads)


def gone_after(thread: Thread, number: int, user: Any, *, leads: bool) -> list[int]:
    """The numbers of posts that changed and that this reader does not read any more: a page takes them away."""
    changed = thread.posts.filter(change__gt=number)
    kept = changed.shown_to(user, leads=leads).values("pk")
    gone = changed.filter(state=PostState.HIDDEN)
    return list(gone.exclude(pk__in=kept).values_list("pk", flat=True))


def missing_in(thread: Thread) -> list[Any]:
    """The people of the PLC who have said nothing in a thread, without its author and those who muted it."""
    said = thread.posts.exclude(state=PostState.HIDDEN).values("author")
    muted = thread.readings.filter(is_muted=True).values("user")
    places = thread.workgroup.places.in_force().exclude(user=thread.author_id).exclude(user__in=said)
    return [place.user for place in places.exclude(user__in=muted).select_related("user")]


@dataclass(frozen=True)
class Monthly:
    """The monthly question of a PLC: when it is asked next, or whether it waits for a lead to take it over."""

    question: MonthlyQuestion
    next_on: date
    is_paused: bool


def monthly_of(workgroup: Workgroup) -> Monthly | None:
    """What a PLC at work is asked each month; None where nothing is."""
    known = MonthlyQuestion.objects.on().filter(workgroup=workgroup).select_related("asked_by")
    question = known.annotate(last=Max("askings__month")).first()
    if question is None:
        return None
    is_paused = not MonthlyQuestion.objects.with_asker().filter(pk=question.pk).exists()
    return Monthly(question, next_asked(question, question.last, timezone.localdate()), is_paused)


def next_asked(question: MonthlyQuestion, last: date | None, today: date) -> date:
    """The next day on which it is asked: in the month of today, unless that is done or its day was before it began."""
    month = today.replace(day=1)
    due = month.replace(day=question.day)
    if due < question.begins_on or (last is not None and last >= month):
        due = (month + timedelta(days=32)).replace(day=question.day)
    return max(due, today)
