"""Attendance: noted from the list or the printed sheet, by the code at the venue, or by the person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.core import audit
from portal.core.errors import NotAllowed
from portal.events.links import is_venue_code
from portal.events.models import Attendance, Event, TeamSeat
from portal.events.policies import has_a_place
from portal.events.services import seats
from portal.events.services.answering import district_of
from portal.events.vocabulary import NotedBy, Standing

NOT_OPEN = (
    "Check-in is open from half an hour before the start until the end. Afterwards the list is filled in by hand."
)


@dataclass(frozen=True)
class Mark:
    """What is noted of one person; an empty standing takes back what was noted."""

    email: str
    name: str
    standing: str
    reason: str = ""
    user_id: int | None = None
    district_id: str | None = None


@transaction.atomic
def note_attendance(event: Event, *, marks: Iterable[Mark], noted_by: str, actor: Any) -> int:
    """Note who was present, excused or absent; what stands already is written over. How many were noted."""
    if not actor.has_perm("events.run", event):
        raise NotAllowed("Attendance is noted by those who run the event.")
    event = seats.locked(event)
    if not event.is_published:
        raise NotAllowed("Attendance is noted at events that are held.")
    there = {each.email: each for each in event.attendances.all()}
    noted = sum(_note(event, mark, noted_by, there) for mark in marks)
    audit.record(event, "events.note_attendance", actor=actor, people=noted, noted_by=noted_by)
    return noted


def _note(event: Event, mark: Mark, noted_by: str, there: dict[str, Attendance]) -> bool:
    email, before = mark.email.lower(), there.get(mark.email.lower())
    if before and (before.standing, before.reason) == (mark.standing, mark.reason):
        return False
    if not mark.standing:
        if before:
            before.delete()
        return before is not None
    facts: dict[str, Any] = {
        "name": mark.name,
        "user_id": mark.user_id,
        "district_id": mark.district_id,
        "standing": mark.standing,
    }
    facts |= {"reason": mark.reason, "noted_by": noted_by, "noted_at": timezone.now()}
    Attendance.objects.update_or_create(event=event, email=email, defaults=facts)
    return True


@transaction.atomic
def check_in(event: Event, *, code: str = "", actor: Any) -> Attendance:
    """The person is here: shown by the code at the venue, or, for who has a place, said by themselves."""
    event = seats.locked(event)
    if not event.takes_check_ins(timezone.now()):
        raise NotAllowed(NOT_OPEN)
    by_code = bool(code) and is_venue_code(code, event.pk)
    if not by_code and not has_a_place(actor, event):
        raise NotAllowed("Please scan the code at the venue, or ask at the desk: you are not on the list.")
    seat = TeamSeat.objects.filter(registration__event=event, user=actor).select_related("registration").first()
    district = seat.registration.district_id if seat else district_of(actor)
    facts = {"name": actor.name, "user": actor, "district_id": district, "standing": Standing.PRESENT, "reason": ""}
    facts |= {"noted_by": NotedBy.CODE if by_code else NotedBy.SELF, "noted_at": timezone.now()}
    attendance, _ = Attendance.objects.update_or_create(event=event, email=actor.email.lower(), defaults=facts)
    audit.record(attendance, "events.check_in", actor=actor, event=event.slug, noted_by=facts["noted_by"])
    return attendance


@transaction.atomic
def note_watched(event: Event, *, actor: Any) -> Attendance:
    """Who was excused has seen the recording. They stay excused; the ledger says that they watched it."""
    found = Attendance.objects.select_for_update(of=("self",)).filter(event=event, user=actor)
    attendance = found.filter(standing=Standing.EXCUSED).first()
    if attendance is None:
        raise NotAllowed("This is for those who were excused.")
    if not event.materials.exists():
        raise NotAllowed("No recording is posted yet.")
    if attendance.watched_at is None:
        attendance.watched_at = timezone.now()
        attendance.save(update_fields=["watched_at"])
        audit.record(attendance, "events.watch", actor=actor, event=event.slug)
    return attendance
