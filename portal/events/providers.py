"""What the ledger hears from events, what of events waits for a person, and what other apps add to calendars."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils import timezone

from portal.core.dates import school_year, school_year_bounds
from portal.districts.policies import offices_of
from portal.events.attendance import by_group
from portal.events.icalendar import Appointment
from portal.events.models import Attendance, Event, Registration, TeamSeat
from portal.events.policies import may_bring_team
from portal.events.states import EventState, PlaceState
from portal.events.vocabulary import Audience, Reply, Standing
from portal.participation.duties import Duty, Fact
from portal.participation.duties import Standing as Counted
from portal.ui.providers import Waiting

COUNTED = {
    Standing.PRESENT: Counted.COUNTED,
    Standing.EXCUSED: Counted.EXCUSED,
    Standing.ABSENT: Counted.ABSENT,
}
ASKED_AHEAD = timedelta(days=30)


Appointments = Callable[[Any, int | None], Iterable[Appointment]]
_appointments: list[Appointments] = []


def add_appointments(source: Appointments) -> None:
    """Called once by an app in `ready()`: from a person, and a pathway or none for all, to what it holds for them.

    Asked at each read of a calendar: a source gives only what the person may know at that moment.
    """
    _appointments.append(source)


def appointments_of(user: Any, pathway: int | None) -> list[Appointment]:
    """What other apps hold for a person, in one PLC or in all."""
    return [found for source in _appointments for found in source(user, pathway)]


def attendance_facts(leaids: Collection[str], years: Collection[int]) -> Iterator[Fact]:
    """One fact for each district and event with a duty: there if any of its people was. One query, however many."""
    if not years:
        return
    first, last = school_year_bounds(min(years))[0], school_year_bounds(max(years))[1]
    found = Attendance.objects.filter(district__in=leaids, event__starts_at__date__range=(first, last))
    found = found.exclude(event__duty="").exclude(event__state=EventState.CANCELLED).select_related("event")
    rows = [each for each in found if school_year(timezone.localdate(each.event.starts_at)) in years]
    events = {each.event_id: each.event for each in rows}
    watched = {(each.event_id, each.district_id) for each in rows if each.watched_at}
    for (event, leaid), standing in by_group(((e.event_id, e.district_id or ""), e.standing) for e in rows).items():
        yield _fact(events[event], leaid, standing, is_watched=(event, leaid) in watched)


def _fact(event: Event, leaid: str, standing: str, *, is_watched: bool) -> Fact:
    on = timezone.localdate(event.starts_at)
    return Fact(
        leaid=leaid,
        year=school_year(on),
        duty=Duty(event.duty),
        key=f"event-{event.pk}",
        title=event.title,
        on=on,
        url=event.get_absolute_url(),
        standing=COUNTED[Standing(standing)],
        note="Watched the recording." if is_watched and standing == Standing.EXCUSED else "",
    )


def waiting_teams(user: Any) -> Iterator[Waiting]:
    """Of the teams that the person may register: places that are offered, seats to be filled. Two queries at most."""
    districts = [leaid for leaid in offices_of(user) if may_bring_team(user, leaid)]
    if not districts:
        return
    no = Registration.objects.filter(event=OuterRef("registration__event"), user=OuterRef("user"), is_team=False)
    seats = TeamSeat.objects.annotate(said_no=Exists(no.filter(reply=Reply.NO)))
    teams = Registration.objects.filter(is_team=True, district__in=districts, reply=Reply.YES)
    coming = teams.filter(event__state=EventState.PUBLISHED, event__starts_at__gt=timezone.now())
    for team in coming.select_related("event", "district").prefetch_related(Prefetch("seats", seats)):
        url = reverse("events:team", args=[team.event.slug, team.district_id])
        if team.state == PlaceState.OFFERED:
            words = f"{team.places} places are free for the team of {team.district}: {team.event}"
            yield Waiting(words, url, "Take them or give them up.", team.offered_until, "offered", "offered")
        elif found := _seat_to_fill(team):
            words, note = found
            yield Waiting(words, url, note, team.event.starts_at, "open", "to be named")


def _seat_to_fill(team: Any) -> tuple[str, str] | None:
    """What is asked of those who name a team, and a note; None where nobody is missing."""
    seats = {seat.role: seat for seat in team.seats.all()}
    missing = [words.lower() for role, words in team.event.roles if role not in seats]
    if missing:
        return (
            f"Name the missing people of the team of {team.district}: {team.event}",
            f"Missing: {', '.join(missing)}.",
        )
    gone = [seat.name for seat in seats.values() if seat.said_no]
    if gone:
        words = f"Give a seat in the team of {team.district} to another person: {team.event}"
        return words, f"Cannot come: {', '.join(gone)}."
    return None


def waiting_events(user: Any) -> Iterator[Waiting]:
    """Places that are offered, and events of the next month that the person has not answered."""
    if user.state_roles and not offices_of(user):
        return
    mine = list(Registration.objects.of_person(user).select_related("event"))
    for each in mine:
        if each.state == PlaceState.OFFERED and not each.is_team and each.event.is_published:
            words = f"A place is free: {each.event}"
            yield Waiting(
                words, each.event.get_absolute_url(), "Take it or give it up.", each.offered_until, "offered", "offered"
            )
    yield from waiting_teams(user)
    answered = {each.event_id for each in mine}
    ahead = Event.objects.visible_to(user).published().coming().exclude(audience=Audience.PUBLIC)
    soon = ahead.filter(starts_at__range=(timezone.now(), timezone.now() + ASKED_AHEAD), required_roles=[])
    for event in soon.exclude(pk__in=answered)[:20]:
        yield Waiting(
            f"Do you come? {event}",
            event.get_absolute_url(),
            "Please answer.",
            event.starts_at,
            "open",
            "to be answered",
        )
