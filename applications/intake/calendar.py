"""The dates of a round as a calendar file, for Outlook, Google and telephones (RFC 5545)."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from icalendar import Calendar, Event

from applications.intake.models import Round

MOMENT = timedelta(minutes=15)


def calendar_of(call: Round) -> bytes:
    """One entry for each date of the round; the same entry keeps its id, so that a changed date moves it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Mississippi Innovation Lab Network//Rounds//EN")
    calendar.add("version", "2.0")
    for name, words, at in _dates(call):
        calendar.add_component(_event(call, name, f"{call}: {words}", at))
    return bytes(calendar.to_ical())


def _dates(call: Round) -> list[tuple[str, str, Any]]:
    return [
        ("opens", "applications open", call.opens_at),
        ("closes", "applications close", call.closes_at),
        ("decisions", "districts hear", call.decisions_on),
        ("letters", "letters of commitment are due", call.letters_due_at),
        ("starts", "the term begins", call.starts_on),
    ]


def _event(call: Round, name: str, words: str, at: Any) -> Event:
    event = Event()
    event.add("uid", f"round-{call.slug}-{name}@ms-iln")
    event.add("summary", words)
    event.add("dtstamp", call.opens_at)
    event.add("dtstart", at)
    event.add("dtend", at + (MOMENT if isinstance(at, datetime) else timedelta(days=1)))
    event.add("url", f"{settings.SITE_URL}{call.get_absolute_url()}")
    return event
