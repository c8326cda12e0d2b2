"""When and where an event is, in words; always US Central. Pure."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime


def when_of(event: Any) -> str:
    """When it is, in words."""
    if event.when_words:
        return str(event.when_words)
    begins, ends = localtime(event.starts_at), localtime(event.ends_at)
    if event.is_all_day:
        first, last = date_format(begins, "DATE_FORMAT"), date_format(event.last_day, "DATE_FORMAT")
        return first if first == last else f"{first}, to {last}"
    if begins.date() == ends.date():
        return f"{date_format(begins, 'DATETIME_FORMAT')} to {date_format(ends, 'TIME_FORMAT')} Central"
    return f"{date_format(begins, 'DATETIME_FORMAT')}, to {date_format(ends, 'DATETIME_FORMAT')} Central"


def where_of(event: Any) -> str:
    """Where it is, in words; never the video link."""
    return ", ".join(part for part in (event.place, event.room) if part) or "Online"
