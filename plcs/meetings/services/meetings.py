"""Meetings are planned, changed, cancelled and held; who was there is noted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from plcs.meetings import notifications
from plcs.meetings.models import Attendance, Meeting, Minutes, Presence, Rsvp, Section
from plcs.meetings.series import moments
from plcs.meetings.services.agenda import carry_what_waits, next_of
from plcs.meetings.services.asking import demand
from plcs.meetings.states import CANCEL, HOLD, POSTPONE, AgendaState, MinutesState
from plcs.workgroups.models import Workgroup
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.references import new_reference
from portal.core.states import advance


@transaction.atomic
def plan_meetings(
    workgroup: Workgroup,
    *,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    video_link: str = "",
    rhythm: str = "",
    count: int = 1,
    actor: Any,
) -> list[Meeting]:
    """Plan a meeting, or a series of them; topics that were postponed come onto the first."""
    demand(actor, "plan", workgroup)
    times = moments(starts_at, ends_at, rhythm, count) if rhythm else [(starts_at, ends_at)]
    facts = {"workgroup": workgroup, "title": title, "place": place, "video_link": video_link, "planned_by": actor}
    facts["series"] = new_reference() if rhythm else ""
    made = [Meeting.objects.create(starts_at=begin, ends_at=end, **facts) for begin, end in times]
    for meeting in made:
        audit.record(meeting, "meetings.plan", actor=actor, starts_at=meeting.starts_at, series=meeting.series)
    carry_what_waits(made[0])
    notifications.meetings_planned(made)
    return made


@transaction.atomic
def change_meeting(
    meeting: Meeting, *, title: str, starts_at: datetime, ends_at: datetime, place: str, video_link: str, actor: Any
) -> Meeting:
    """Change one meeting; the others of its series stay. Its people are told where the time or place changed."""
    demand(actor, "arrange", meeting)
    fresh = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not fresh.is_planned:
        raise NotAllowed("Only a meeting that is still to come can be changed.")
    after = {"starts_at": starts_at, "ends_at": ends_at, "place": place, "video_link": video_link}
    before = {name: getattr(fresh, name) for name in after}
    for name, value in {**after, "title": title}.items():
        setattr(fresh, name, value)
    fresh.sequence, fresh.changed_at = fresh.sequence + 1, timezone.now()
    fresh.save()
    audit.record(fresh, "meetings.change", actor=actor, before=before, after=after)
    if before != after:
        notifications.meeting_moved(fresh)
    return fresh


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, actor: Any) -> Meeting:
    """It does not take place; its topics wait for the next one."""
    demand(actor, "arrange", meeting)
    advance(meeting, CANCEL, actor=actor, reason=reason)
    told = {"reason": reason, "sequence": F("sequence") + 1, "changed_at": timezone.now()}
    Meeting.objects.filter(pk=meeting.pk).update(**told)
    meeting.reason = reason
    for item in meeting.agenda.filter(state__in=POSTPONE.sources):
        advance(item, POSTPONE, actor=actor)
    following = next_of(meeting)
    if following is not None:
        carry_what_waits(following)
    notifications.meeting_cancelled(meeting)
    return meeting


@transaction.atomic
def hold_meeting(meeting: Meeting, *, actor: Any) -> Minutes:
    """It takes place: its minutes begin, with a section for each topic that was taken."""
    demand(actor, "arrange", meeting)
    if meeting.starts_at > timezone.now():
        raise NotAllowed("It has not begun yet. Change its time first, if it was held earlier than planned.")
    advance(meeting, HOLD, actor=actor)
    minutes = Minutes.objects.create(meeting=meeting)
    taken = meeting.agenda.filter(state=AgendaState.TAKEN)
    for position, item in enumerate(taken, start=1):
        Section.objects.create(minutes=minutes, item=item, title=item.title, position=position)
    if not taken:
        Section.objects.create(minutes=minutes, title="What was said", position=1)
    return minutes


@transaction.atomic
def note_attendance(meeting: Meeting, *, presence: Mapping[int, str], actor: Any) -> None:
    """Who of the PLC was there, by the key of the person; those of whom nothing is said stay as they are."""
    demand(actor, "note_attendance", meeting)
    minutes = Minutes.objects.select_for_update().get(meeting=meeting)
    if minutes.state != MinutesState.DRAFT:
        raise NotAllowed("Those present are asked to agree already. Take the minutes back first.")
    places = {place.user_id: place.district_id for place in meeting.workgroup.places.in_force()}
    places |= dict(meeting.attendance.values_list("user", "district"))
    for person, said in presence.items():
        if person in places and said in Presence.values:
            facts = {"district_id": places[person], "presence": said}
            Attendance.objects.update_or_create(meeting=meeting, user_id=person, defaults=facts)
    audit.record(meeting, "meetings.note_attendance", actor=actor, presence=dict(presence))


@transaction.atomic
def answer_meeting(meeting: Meeting, *, coming: str, reason: str, actor: Any) -> Rsvp:
    """Somebody of the PLC says whether they come; the last word holds."""
    fresh = Meeting.objects.select_for_update(of=("self",)).select_related("workgroup__pathway").get(pk=meeting.pk)
    demand(actor, "rsvp", fresh)
    said = {"coming": coming, "reason": reason, "starts_at": fresh.starts_at, "given_at": timezone.now()}
    rsvp, _ = Rsvp.objects.update_or_create(meeting=fresh, user=actor, defaults=said)
    audit.record(fresh, "meetings.rsvp", actor=actor, coming=coming)
    return rsvp
