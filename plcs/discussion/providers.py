"""What discussions add: the threads on a PLC's page, what waits for its leads, and what waits for MDE."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from plcs.discussion.models import MonthlyQuestion, Post, Report, Thread
from plcs.discussion.states import PostState, ReportState
from plcs.discussion.threads import monthly_of, unread_by_workgroup, with_unread
from plcs.workgroups.models import Workgroup
from plcs.workgroups.providers import Section, Tiding, Tidings
from plcs.workgroups.queries import held_places
from portal.notifications.inbound import without_addresses
from portal.ui.providers import Waiting
from portal.worklist.providers import Work

NEWEST, MOST_TOLD, FIRST_SIGNS = 5, 20, 120
A_WEEK = timedelta(days=7)


def talk(workgroup: Workgroup, user: Any) -> dict[str, Any]:
    """The newest threads of a PLC, and what it is asked each month."""
    found = Thread.objects.visible_to(user).filter(workgroup=workgroup).select_related("workgroup__pathway", "author")
    return {
        "workgroup": workgroup,
        "threads": with_unread(found, user)[:NEWEST],
        "may_write": user.has_perm("workgroups.take_part", workgroup),
        "monthly": monthly_of(workgroup),
        "may_lead": workgroup.is_open and user.has_perm("workgroups.lead", workgroup),
    }


TALK = Section("threads", "Threads", "discussion/talk.html", talk, position=25)


def waiting_posts(user: Any) -> Iterator[Waiting]:
    """What is unread in one's PLCs, and for leads what they must look at."""
    places = held_places(user)
    if not places:
        return
    unread = unread_by_workgroup(user, [place.workgroup_id for place in places])
    held = _to_look_at((place.workgroup_id for place in places if place.is_lead), user)
    for place in places:
        count = held.get(place.workgroup_id, 0)
        if count:
            url = reverse("discussion:held", args=[place.workgroup.slug])
            words = f"{count} post{'' if count == 1 else 's'} to look at in {place.workgroup}"
            yield Waiting(words=words, url=url, note="Held or reported.")
        count = unread.get(place.workgroup_id, 0)
        if count:
            url = reverse("discussion:threads", args=[place.workgroup.slug])
            yield Waiting(words=f"{count} new in {place.workgroup}", url=url, note="Not read yet.")


def waiting_questions(user: Any) -> Iterator[Waiting]:
    """For leads: monthly questions that nobody asks, since their asker left."""
    led = [place.workgroup_id for place in held_places(user) if place.is_lead]
    paused = MonthlyQuestion.objects.paused().filter(workgroup__in=led).select_related("workgroup__pathway")
    for question in paused if led else []:
        url = reverse("discussion:monthly", args=[question.workgroup.slug])
        note = "Who asked it is not in the PLC any more. Save it to ask it in your name, or turn it off."
        yield Waiting(words=f"The monthly question of {question.workgroup} is paused", url=url, note=note)


def _to_look_at(workgroups: Any, user: Any) -> dict[int, int]:
    """How many posts are held or reported, by PLC."""
    numbers = list(workgroups)
    if not numbers:
        return {}
    held = Post.objects.filter(state=PostState.HELD, thread__workgroup__in=numbers)
    others = Report.objects.filter(state=ReportState.OPEN).exclude(post__author=user)
    reported = others.filter(post__thread__workgroup__in=numbers)
    found: dict[int, int] = {}
    for number in [
        *held.values_list("thread__workgroup", flat=True),
        *reported.values_list("post__thread__workgroup", flat=True),
    ]:
        found[number] = found.get(number, 0) + 1
    return found


def discussion_work(user: Any) -> Iterator[Work]:
    """Reports that nobody has answered, for MDE's work list; the leads of the PLC see them too."""
    posts = Post.objects.visible_to(user).values("pk")
    found = Report.objects.filter(state=ReportState.OPEN, post__in=posts).exclude(post__author=user)
    for report in found.select_related("post__thread__workgroup__pathway"):
        thread = report.post.thread
        yield Work(
            key=f"report-{report.pk}",
            kind="Reported post",
            title=f"{thread.title}, {thread.workgroup}",
            url=report.post.get_absolute_url(),
            state=report.state,
            state_words=report.get_state_display(),
            since=report.reported_at,
            waits_on="the leads of the PLC",
        )


def tell_threads(workgroup: Workgroup, since: datetime | None) -> list[Tiding]:
    """The threads begun since, or in the past week, by title and first words: only what all people of the PLC read."""
    begun = Post.objects.shown().filter(is_first=True, thread__workgroup=workgroup)
    begun = begun.filter(thread__begun_at__gt=since or timezone.now() - A_WEEK)
    rows = begun.order_by(F("thread__begun_at").desc(), "-pk").values_list("thread__title", "text")[:MOST_TOLD]
    return [Tiding(f"{title}: {_first_words(text)}", True) for title, text in rows]


def _first_words(text: str) -> str:
    return Truncator(" ".join(without_addresses(text).split())).chars(FIRST_SIGNS)


NEW_THREADS = Tidings("New threads", tell_threads, 30)
