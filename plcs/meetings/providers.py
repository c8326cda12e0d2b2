"""What meetings add to the page of a PLC and to calendars, and what waits for its people."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from plcs.meetings import queries
from plcs.meetings.models import Action, Amendment, Decision, Meeting, Minutes, Rsvp
from plcs.meetings.states import ActionState, AmendmentState, DecisionState, MeetingState, MinutesState
from plcs.workgroups.models import Place, Workgroup
from plcs.workgroups.providers import Section, Tiding, Tidings
from plcs.workgroups.queries import held_places, open_plcs
from portal.core.dates import last_moment
from portal.events.icalendar import Appointment
from portal.ui.providers import Waiting

SHOWN = 5
REVIEW_AHEAD = ASKED_AHEAD = timedelta(days=14)
KEPT_IN_CALENDARS, MOST_IN_CALENDARS = timedelta(days=366), 500


def next_meeting(workgroup: Workgroup, user: Any) -> dict[str, Any]:
    """The next meeting with its agenda."""
    found = queries.coming(workgroup)[:1]
    meeting = found[0] if found else None
    may_plan = user.has_perm("meetings.plan", workgroup)
    return {"meeting": meeting, "agenda": queries.agenda(meeting) if meeting else None, "may_plan": may_plan}


def open_actions(workgroup: Workgroup, user: Any) -> dict[str, Any]:
    """The actions that are due first."""
    found = queries.actions(workgroup, user, state=ActionState.OPEN)
    may_make = user.has_perm("meetings.make_action", workgroup)
    return {"actions": list(found[:SHOWN]), "count": found.count(), "may_make": may_make}


def open_decisions(workgroup: Workgroup, user: Any) -> dict[str, Any]:
    """What the PLC is asked now."""
    found = queries.decisions(workgroup).filter(state=DecisionState.ASKING)
    return {"decisions": list(found[:SHOWN]), "may_ask": user.has_perm("meetings.ask", workgroup)}


def newest_files(workgroup: Workgroup, user: Any) -> dict[str, Any]:
    """The files that changed last."""
    return {"files": list(queries.files(workgroup)[:SHOWN]), "may_add": user.has_perm("meetings.keep_file", workgroup)}


SECTIONS = [
    Section("meetings", "Next meeting", "meetings/next_meeting.html", next_meeting, 20),
    Section("actions", "Actions", "meetings/open_actions.html", open_actions, 30),
    Section("decisions", "Decisions", "meetings/open_decisions.html", open_decisions, 35),
    Section("files", "Files", "meetings/newest_files.html", newest_files, 60),
]


def waiting(user: Any) -> Iterator[Waiting]:
    """Minutes to agree with, what to do, what to decide, and what to look at again."""
    if open_plcs(user):
        yield from waiting_leads(user)
        yield from waiting_rsvps(user)
        yield from waiting_minutes(user)
        yield from waiting_actions(user)
        yield from waiting_decisions(user)
        yield from waiting_reviews(user)


def waiting_actions(user: Any) -> Iterator[Waiting]:
    """What the person is to do."""
    own = Action.objects.open().filter(owner=user, workgroup__in=open_plcs(user))
    for action in own.select_related("workgroup__pathway")[:50]:
        yield Waiting(
            words=action.words,
            url=action.get_absolute_url(),
            note=f"PLC {action.workgroup}.{' It is overdue.' if action.is_overdue else ''}",
            due=last_moment(action.due_on),
            state=action.state,
            state_words=action.get_state_display().lower(),
        )


def waiting_rsvps(user: Any) -> Iterator[Waiting]:
    """Meetings of the next two weeks to which the person has not said whether they come."""
    now = timezone.now()
    near = (
        Meeting.objects.coming().filter(workgroup__in=open_plcs(user)).filter(starts_at__range=(now, now + ASKED_AHEAD))
    )
    answered = Rsvp.objects.in_force().filter(meeting=OuterRef("pk"), user=user)
    for meeting in near.exclude(Exists(answered)).select_related("workgroup__pathway")[:20]:
        yield Waiting(
            words=f"Do you come? {meeting}",
            url=meeting.get_absolute_url(),
            note=f"PLC {meeting.workgroup}.",
            due=meeting.starts_at,
            state=meeting.state,
            state_words=meeting.get_state_display().lower(),
        )


def waiting_minutes(user: Any) -> Iterator[Waiting]:
    """Minutes of meetings at which the person was, to which they have not answered yet."""
    asked = Minutes.objects.filter(
        state=MinutesState.IN_APPROVAL,
        meeting__workgroup__in=open_plcs(user),
        meeting__attendance__user=user,
        meeting__attendance__presence="present",
    )
    found = asked.select_related("meeting__workgroup__pathway").prefetch_related("agreements")
    for minutes in found[:50]:
        if any(each.user_id == user.pk and each.round == minutes.round for each in minutes.agreements.all()):
            continue
        yield Waiting(
            words=f"Agree with the minutes of {minutes.meeting.title}",
            url=minutes.get_absolute_url(),
            note=f"PLC {minutes.workgroup}. Or ask for a change.",
            due=minutes.silent_until,
            state=minutes.state,
            state_words=minutes.get_state_display().lower(),
        )


def waiting_decisions(user: Any) -> Iterator[Waiting]:
    """Questions to which the person has not answered for the district yet."""
    asking = Decision.objects.filter(state=DecisionState.ASKING, workgroup__in=open_plcs(user))
    open_still = asking.filter(closes_at__gt=timezone.now()).exclude(positions__user=user)
    for decision in open_still.select_related("workgroup__pathway")[:50]:
        yield waiting_decision(decision, f"Your position: {decision}", decision.closes_at)


def waiting_decision(decision: Decision, words: str, due: Any) -> Waiting:
    """A decision that waits for somebody."""
    return Waiting(
        words=words,
        url=decision.get_absolute_url(),
        note=f"PLC {decision.workgroup}.",
        due=due,
        state=decision.state,
        state_words=decision.get_state_display().lower(),
    )


def led_by(user: Any) -> list[int]:
    """The PLCs at work that the person leads, by number."""
    return [place.workgroup_id for place in held_places(user) if place.is_lead and place.workgroup.is_open]


def waiting_leads(user: Any) -> Iterator[Waiting]:
    """For the leads: meetings whose time has come and that were not begun, and wishes to change minutes."""
    led = led_by(user)
    if not led:
        return
    begun = Meeting.objects.coming().filter(workgroup__in=led, starts_at__lte=timezone.now())
    for meeting in begun.select_related("workgroup__pathway")[:20]:
        yield Waiting(
            words=f"Begin it, or cancel it: {meeting}",
            url=meeting.get_absolute_url(),
            note=f"Its time has come. PLC {meeting.workgroup}.",
            due=meeting.ends_at,
            state=meeting.state,
            state_words=meeting.get_state_display().lower(),
        )
    way = "section__minutes__meeting__workgroup"
    asked = Amendment.objects.filter(state=AmendmentState.ASKED, **{f"{way}__in": led})
    for wish in asked.select_related(f"{way}__pathway", "asked_by")[:20]:
        minutes = wish.section.minutes
        yield Waiting(
            words=f"Answer a wish to change the minutes of {minutes.meeting}",
            url=minutes.get_absolute_url(),
            note=f"{wish.asked_by.name}, PLC {minutes.workgroup}.",
            state=wish.state,
            state_words=wish.get_state_display().lower(),
        )


def waiting_reviews(user: Any) -> Iterator[Waiting]:
    """For the leads: decisions that wait for their outcome, and those to look at again."""
    led = led_by(user)
    if not led:
        return
    own = Decision.objects.filter(workgroup__in=led).select_related("workgroup__pathway")
    for decision in own.filter(state=DecisionState.ASKING, closes_at__lte=timezone.now())[:50]:
        yield waiting_decision(decision, f"Write the outcome: {decision}", decision.closes_at)
    due = timezone.localdate() + REVIEW_AHEAD
    for decision in own.filter(state=DecisionState.CLOSED, review_on__lte=due)[:50]:
        last = last_moment(decision.review_on or due)
        yield waiting_decision(decision, f"Look at it again: {decision}", last)


def appointments(user: Any, pathway: int | None) -> Iterator[Appointment]:
    """The meetings of the PLCs that a person is in, or of one of them, for calendars; those of a year back."""
    places = Place.objects.in_force().filter(user=user)
    if pathway is not None:
        places = places.filter(workgroup__pathway=pathway)
    since = timezone.now() - KEPT_IN_CALENDARS
    found = Meeting.objects.filter(workgroup__in=places.values("workgroup"), starts_at__gt=since)
    for each in found.select_related("workgroup__pathway")[:MOST_IN_CALENDARS]:
        is_cancelled = each.state == MeetingState.CANCELLED
        link = f"Video link: {each.video_link}" if each.video_link and not is_cancelled else ""
        yield Appointment(
            uid=f"meeting-{each.reference}",
            title=f"{each.title} ({each.workgroup})",
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            path=each.get_absolute_url(),
            changed_at=each.changed_at,
            sequence=each.sequence,
            place=each.place,
            words="\n\n".join(filter(None, [each.reason, link])),
            is_cancelled=is_cancelled,
        )


SOON = timedelta(days=7)


def tell_meetings(workgroup: Workgroup, since: datetime | None) -> list[Tiding]:
    """The coming meetings, for who is awaited: neither place nor link. New: planned or moved since, or within a week.

    One that was told and is cancelled is told once more, so that nobody keeps the day free.
    """
    now = timezone.now()
    coming = [each for each in queries.coming(workgroup) if each.ends_at > now]
    found = [Tiding(each.title, _is_new(each.changed_at, each.starts_at, since), each.starts_at) for each in coming]
    ahead = Meeting.objects.filter(workgroup=workgroup, state=MeetingState.CANCELLED, starts_at__gt=now)
    if since is not None:
        cancelled = ahead.filter(changed_at__gt=since).order_by("starts_at", "pk")
        found += [Tiding(f"Cancelled: {each.title}", True, each.starts_at) for each in cancelled[:SHOWN]]
    return found


def tell_decisions(workgroup: Workgroup, since: datetime | None) -> list[Tiding]:
    """What the PLC is asked, with the moment it closes. New: asked since, or closes within a week."""
    asking = Decision.objects.filter(workgroup=workgroup, state=DecisionState.ASKING, closes_at__gt=timezone.now())
    found = asking.order_by("closes_at", "pk")
    return [Tiding(each.question, _is_new(each.asked_at, each.closes_at, since), each.closes_at) for each in found]


def _is_new(changed_at: datetime, at: datetime, since: datetime | None) -> bool:
    """Told when it is known, and once more in the week in which it comes: a mail leaves once a week."""
    return since is None or changed_at > since or at - timezone.now() <= SOON


TIDINGS = [
    Tidings("Meetings", tell_meetings, 10),
    Tidings("Decisions, open until", tell_decisions, 20),
]
