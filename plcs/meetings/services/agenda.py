"""The agenda of a meeting: proposed by all, put in order by the leads."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from plcs.meetings.models import AgendaItem, Meeting
from plcs.meetings.services.asking import demand
from plcs.meetings.states import DECLINE, POSTPONE, TAKE, AgendaState, MeetingState
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance


@transaction.atomic
def propose_topic(meeting: Meeting, *, title: str, why: str, minutes: int, actor: Any) -> AgendaItem:
    """Propose a topic, until the leads close the agenda."""
    demand(actor, "propose", meeting)
    fresh = _locked(meeting)
    if fresh.agenda_closed:
        raise NotAllowed("The agenda was closed a moment ago. Ask a lead to open it again.")
    facts = {"title": title, "why": why, "minutes": minutes, "proposed_by": actor}
    item = AgendaItem.objects.create(meeting=fresh, position=_last(fresh) + 1, **facts)
    audit.record(item, "meetings.propose", actor=actor, meeting=fresh.reference)
    return item


def _locked(meeting: Meeting) -> Meeting:
    """The meeting, still to come, with its row locked: one agenda changes by one hand at a time."""
    fresh = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if fresh.state != MeetingState.PLANNED:
        raise NotAllowed("The agenda is fixed: the meeting is not to come any more.")
    return fresh


def _last(meeting: Meeting) -> int:
    return meeting.agenda.aggregate(last=Max("position"))["last"] or 0


@transaction.atomic
def close_agenda(meeting: Meeting, *, closed: bool, actor: Any) -> Meeting:
    """Nobody proposes any more, or they may again."""
    demand(actor, "order_agenda", meeting)
    fresh = _locked(meeting)
    if fresh.agenda_closed != closed:
        fresh.agenda_closed = closed
        fresh.save(update_fields=["agenda_closed"])
        audit.record(fresh, "meetings.close_agenda", actor=actor, closed=closed)
    return fresh


@transaction.atomic
def take_topic(item: AgendaItem, *, actor: Any) -> AgendaItem:
    """It comes onto the agenda, at its end."""
    demand(actor, "order_agenda", item)
    meeting = _locked(item.meeting)
    advance(item, TAKE, actor=actor)
    item.position = _last(meeting) + 1
    item.save(update_fields=["position"])
    return item


@transaction.atomic
def decline_topic(item: AgendaItem, *, reason: str, actor: Any) -> AgendaItem:
    """Not on the agenda, with the reason for all to read."""
    demand(actor, "order_agenda", item)
    _locked(item.meeting)
    advance(item, DECLINE, actor=actor, reason=reason)
    item.reason = reason
    item.save(update_fields=["reason"])
    return item


@transaction.atomic
def postpone_topic(item: AgendaItem, *, actor: Any) -> AgendaItem | None:
    """To the next meeting of the series, else of the PLC; where none is planned yet it waits for one."""
    demand(actor, "order_agenda", item)
    _locked(item.meeting)
    advance(item, POSTPONE, actor=actor)
    following = next_of(item.meeting)
    return _carry(item, following) if following else None


def next_of(meeting: Meeting) -> Meeting | None:
    """The meeting to which topics go that were postponed: the next of the series, else the next of the PLC."""
    coming = Meeting.objects.coming().filter(workgroup=meeting.workgroup_id, starts_at__gt=meeting.starts_at)
    found: Meeting | None = coming.filter(series=meeting.series).first() if meeting.series else None
    return found or coming.first()


def carry_what_waits(meeting: Meeting) -> None:
    """Topics that were postponed while no meeting was planned come onto this one."""
    waiting = AgendaItem.objects.filter(meeting__workgroup=meeting.workgroup_id, state=AgendaState.POSTPONED)
    for item in waiting.filter(carried_to=None).exclude(meeting=meeting):
        _carry(item, meeting)


def _carry(item: AgendaItem, meeting: Meeting) -> AgendaItem:
    facts = {name: getattr(item, name) for name in ("title", "why", "minutes", "proposed_by")}
    return AgendaItem.objects.create(meeting=meeting, position=_last(meeting) + 1, carried_from=item, **facts)


@transaction.atomic
def move_topic(item: AgendaItem, *, up: bool, actor: Any) -> None:
    """One place up or down among those on the agenda."""
    demand(actor, "order_agenda", item)
    meeting = _locked(item.meeting)
    row = list(meeting.agenda.filter(state=AgendaState.TAKEN))
    place = next((at for at, each in enumerate(row) if each.pk == item.pk), None)
    if place is None:
        raise NotAllowed("It is not on the agenda.")
    other = place - 1 if up else place + 1
    if 0 <= other < len(row):
        row[place], row[other] = row[other], row[place]
    for position, each in enumerate(row, start=1):
        AgendaItem.objects.filter(pk=each.pk).update(position=position)
    audit.record(meeting, "meetings.order_agenda", actor=actor, order=[each.pk for each in row])
