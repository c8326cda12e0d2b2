"""Events as calendars read them (RFC 5545). Pure but for the address of the site.

The UID of an event never changes; SEQUENCE grows with each change; a cancelled event stays, as CANCELLED. Times are in
America/Chicago with the rules of the clocks since 2007, so that a calendar shows 9:00 on both sides of a change.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar import Event as Entry

from portal.events.states import EventState

CENTRAL = ZoneInfo("America/Chicago")
PRODUCT = "-//Mississippi Innovation Lab Network//Events//EN"
REFRESH = timedelta(hours=6)
CONTENT_TYPE = "text/calendar; charset=utf-8"
# 15 U.S.C. 260a, as amended by the Energy Policy Act of 2005: second Sunday of March, first of November, at 2:00.
CHANGES = [
    (TimezoneDaylight, "CDT", -6, -5, "2007-03-11T02:00", {"freq": "yearly", "bymonth": 3, "byday": "2SU"}),
    (TimezoneStandard, "CST", -5, -6, "2007-11-04T02:00", {"freq": "yearly", "bymonth": 11, "byday": "1SU"}),
]  # fmt: skip


def central() -> Timezone:
    """The clock of US Central."""
    zone = Timezone()
    zone.add("tzid", CENTRAL.key)
    for kind, name, before, after, since, rule in CHANGES:
        part = kind()
        part.add("dtstart", datetime.fromisoformat(since))
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("rrule", rule)
        zone.add_component(part)
    return zone


@dataclass(frozen=True)
class Appointment:
    """Something that another app holds, as calendars show it; its reader may know all of it."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    path: str
    changed_at: datetime
    sequence: int = 0
    place: str = ""
    words: str = ""
    is_cancelled: bool = False


def calendar_of(
    events: Iterable[Any], *, name: str, with_link: Collection[int] = (), others: Iterable[Appointment] = ()
) -> bytes:
    """A calendar of events, and of what other apps hold; the video link stands only in those events whose numbers
    `with_link` holds.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add_component(central())
    for event in events:
        calendar.add_component(entry_of(event, with_link=event.pk in with_link))
    for appointment in others:
        calendar.add_component(entry_of_appointment(appointment))
    return calendar.to_ical()


def entry_of(event: Any, *, with_link: bool) -> Entry:
    """One event."""
    start, end = event.starts_at.astimezone(CENTRAL), event.ends_at.astimezone(CENTRAL)
    if event.is_all_day:
        start, end = start.date(), event.last_day + timedelta(days=1)
    is_cancelled = event.state == EventState.CANCELLED
    where = ", ".join(part for part in (event.place, event.room) if part)
    link = f"Video link: {event.video_link}" if with_link and event.video_link and not is_cancelled else ""
    words = [event.reason if is_cancelled else "", event.summary, event.description, link]
    entry = _entry(event.uid, event.changed_at, event.sequence, start, end)
    return _told(entry, event.title, event.get_absolute_url(), where, words, is_cancelled)


def entry_of_appointment(of: Appointment) -> Entry:
    """What another app holds."""
    start, end = of.starts_at.astimezone(CENTRAL), of.ends_at.astimezone(CENTRAL)
    return _told(
        _entry(of.uid, of.changed_at, of.sequence, start, end), of.title, of.path, of.place, [of.words], of.is_cancelled
    )


def _entry(uid: Any, changed_at: datetime, sequence: int, start: date, end: date) -> Entry:
    entry = Entry()
    entry.add("uid", f"{uid}@innovation-lab-network")
    entry.add("dtstamp", changed_at.astimezone(UTC))
    entry.add("last-modified", changed_at.astimezone(UTC))
    entry.add("sequence", sequence)
    entry.add("dtstart", start)
    entry.add("dtend", end)
    return entry


def _told(entry: Entry, title: str, path: str, where: str, words: list[str], is_cancelled: bool) -> Entry:
    url = f"{settings.SITE_URL}{path}"
    entry.add("summary", f"Cancelled: {title}" if is_cancelled else title)
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    entry.add("url", url)
    if where:
        entry.add("location", where)
    entry.add("description", "\n\n".join(word for word in [*words, url] if word))
    return entry
