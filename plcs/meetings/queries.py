"""Reads about meetings, each with the same number of queries for any number of rows."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, Max, Min, Prefetch, QuerySet, When
from django.utils import timezone

from plcs.meetings.minutes import content_of, text_of
from plcs.meetings.models import (
    Action,
    AgendaItem,
    Amendment,
    Coming,
    Decision,
    FileVersion,
    Meeting,
    Minutes,
    PlcFile,
    Rsvp,
    Section,
    SectionVersion,
)
from plcs.meetings.states import ActionState, AgendaState, DecisionState, MinutesState
from plcs.meetings.tally import Tally, count, from_facts
from plcs.workgroups.models import Workgroup

MOST = 40


def coming(workgroup: Workgroup) -> list[Meeting]:
    """The meetings to come, the next one first."""
    return list(Meeting.objects.coming().filter(workgroup=workgroup).select_related("workgroup__pathway")[:MOST])


def next_by_workgroup(workgroups: Collection[int]) -> dict[int, datetime]:
    """When each PLC meets next; one query."""
    found = Meeting.objects.coming().filter(workgroup__in=workgroups, ends_at__gt=timezone.now()).order_by()
    return dict(found.values_list("workgroup").annotate(next_at=Min("starts_at")))


def series_of(workgroup: Workgroup) -> list[dict[str, Any]]:
    """The series of a PLC: name, first and last day, how many minutes are approved."""
    rows = Meeting.objects.filter(workgroup=workgroup).exclude(series="").order_by().values("series")
    found = rows.annotate(
        title=Min("title"),
        first=Min("starts_at"),
        last=Max("starts_at"),
        count=Count("pk"),
        sealed=Count("minutes__sealed"),
    )
    return list(found.order_by(F("last").desc())[:MOST])


@dataclass
class Agenda:
    """The topics of a meeting, by where they stand."""

    taken: list[AgendaItem] = field(default_factory=list)
    proposed: list[AgendaItem] = field(default_factory=list)
    others: list[AgendaItem] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """How long the taken topics take together."""
        return sum(item.minutes for item in self.taken)


def agenda(meeting: Meeting) -> Agenda:
    """The agenda of a meeting."""
    found = Agenda()
    places = {AgendaState.TAKEN: found.taken, AgendaState.PROPOSED: found.proposed}
    for item in meeting.agenda.select_related("proposed_by", "carried_from__meeting", "carried_to__meeting"):
        places.get(AgendaState(item.state), found.others).append(item)
    return found


def people_for(meeting: Meeting) -> list[tuple[Any, Any]]:
    """Whose attendance can be noted: those in the PLC now, and those noted already; with their districts."""
    places = meeting.workgroup.places.in_force().select_related("user", "district")
    rows: list[Any] = [*places, *meeting.attendance.select_related("user", "district")]
    found = {row.user_id: (row.user, row.district) for row in reversed(rows)}
    return sorted(found.values(), key=lambda pair: (pair[1].name, pair[0].name))


def attendance(meeting: Meeting) -> list[Any]:
    """Who was noted, by district."""
    return list(meeting.attendance.select_related("user", "district"))


@dataclass
class Answers:
    """Who comes to a meeting, as they say; and who has not said."""

    coming: list[Rsvp] = field(default_factory=list)
    maybe: list[Rsvp] = field(default_factory=list)
    not_coming: list[Rsvp] = field(default_factory=list)
    silent: list[Any] = field(default_factory=list)
    own: Rsvp | None = None


def answers_to(meeting: Meeting, user: Any = None) -> Answers:
    """What the people of the PLC say, in two queries."""
    found, given = Answers(), {each.user_id: each for each in meeting.rsvps.in_force().select_related("user")}
    lists = {Coming.YES: found.coming, Coming.MAYBE: found.maybe, Coming.NO: found.not_coming}
    for place in meeting.workgroup.places.in_force().select_related("user"):
        rsvp = given.get(place.user_id)
        if rsvp is None:
            found.silent.append(place.user)
        else:
            lists[Coming(rsvp.coming)].append(rsvp)
    found.own = given.get(user.pk) if user is not None else None
    return found


def actions_of(meeting: Meeting) -> QuerySet[Action]:
    """What was agreed to do at a meeting."""
    return meeting.actions.select_related("owner", "workgroup__pathway")


def sections(minutes: Minutes) -> QuerySet[Section]:
    """The sections with who holds each."""
    return minutes.sections.select_related("held_by").order_by("position", "pk")


def empty_sections(minutes: Minutes) -> list[Section]:
    """Sections in which nothing is written."""
    return list(minutes.sections.filter(text=""))


def amendments(minutes: Minutes) -> dict[int, list[Amendment]]:
    """The wishes to change each section."""
    found: dict[int, list[Amendment]] = {}
    for wish in Amendment.objects.filter(section__minutes=minutes).select_related("asked_by"):
        found.setdefault(wish.section_id, []).append(wish)
    return found


def approval(minutes: Minutes, user: Any) -> dict[str, Any]:
    """Who agrees, who is still asked, and what the reader said; empty where nobody is asked."""
    if minutes.state != MinutesState.IN_APPROVAL:
        return {}
    agreed = set(minutes.agreements.filter(round=minutes.round).values_list("user", flat=True))
    present = [row.user for row in minutes.present()]
    return {
        "agreed": [person for person in present if person.pk in agreed],
        "asked": [person for person in present if person.pk not in agreed],
        "present": len(present),
        "have_agreed": user.pk in agreed,
        "until": minutes.silent_until,
        "open": minutes.open_amendments().count(),
        "own_wish": minutes.open_amendments().filter(asked_by=user).exists(),
    }


@dataclass(frozen=True)
class Step:
    """A version of a section beside the one before it."""

    version: SectionVersion
    before: str


def versions(section: Section) -> list[Step]:
    """All versions, the newest first."""
    rows = list(section.versions.select_related("saved_by")[:200])
    texts = [*(row.text for row in rows[1:]), ""][: len(rows)]
    return [Step(row, before) for row, before in zip(rows, texts, strict=True)]


def text_now(minutes: Minutes) -> str:
    """The sealed text, or the draft as it stands."""
    sealed = getattr(minutes, "sealed", None)
    return sealed.text if sealed else text_of(content_of(minutes))


def compiled(workgroup: Workgroup, series: str) -> list[Minutes]:
    """The approved minutes of a series, the oldest first."""
    found = Minutes.objects.filter(meeting__workgroup=workgroup, meeting__series=series, state=MinutesState.APPROVED)
    found = found.select_related("meeting__workgroup__pathway", "sealed").prefetch_related("corrections")
    return list(found.order_by("meeting__starts_at", "pk"))


def actions(workgroup: Workgroup, user: Any, *, state: str = "", mine: bool = False) -> QuerySet[Action]:
    """The actions of a PLC: open ones first, by day; or only some of them."""
    found = Action.objects.filter(workgroup=workgroup).select_related("owner", "workgroup__pathway")
    if state == "overdue":
        found = found.overdue(timezone.localdate())
    elif state:
        found = found.filter(state=state)
    found = found.filter(owner=user) if mine else found
    is_open = Case(When(state=ActionState.OPEN, then=0), default=1)
    return found.order_by(is_open, "due_on", "pk")


def meeting_asked(workgroup: Workgroup, reference: str) -> Meeting | None:
    """The meeting that an address names, where it is one of the PLC."""
    return Meeting.objects.filter(workgroup=workgroup, reference=reference[:12]).first()


def decisions(workgroup: Workgroup) -> QuerySet[Decision]:
    """The decisions of a PLC: open ones first, then the latest."""
    is_open = Case(When(state=DecisionState.ASKING, then=0), default=1)
    found = Decision.objects.filter(workgroup=workgroup).select_related("workgroup__pathway")
    return found.order_by(is_open, "-closes_at", "pk")


def tally_of(decision: Decision) -> Tally:
    """What the positions come to now, or came to when it closed."""
    if decision.result:
        return from_facts(decision.result)
    seated = dict(decision.workgroup.seated().order_by("name").values_list("pk", "name"))
    return count(decision.positions.all(), seated, decision.quorum)


def files(workgroup: Workgroup) -> QuerySet[PlcFile]:
    """The files of a PLC with their newest version, the latest first."""
    newest = FileVersion.objects.select_related("stored", "added_by")
    found = PlcFile.objects.filter(workgroup=workgroup).select_related("workgroup__pathway")
    found = found.annotate(latest=Max("versions__added_at")).order_by("-latest", "pk")
    return found.prefetch_related(Prefetch("versions", queryset=newest))


def earlier_positions(decision: Decision, standing: list[Any]) -> list[Any]:
    """What people had said before they said something else, the latest first."""
    last = {row.user_id: row for row in standing}
    given = decision.given.select_related("user", "district").order_by("-at", "-pk")
    seen: set[int] = set()
    found = []
    for row in given:
        if row.user_id in seen or row.user_id not in last:
            found.append(row)
        seen.add(row.user_id)
    return found
