"""The moments of a series of meetings: the same hour in US Central, also over a change of the clock."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from django.utils import timezone

from plcs.meetings.models import Rhythm

MOST = 40


def moments(starts_at: datetime, ends_at: datetime, rhythm: str, count: int) -> list[tuple[datetime, datetime]]:
    """When the meetings of a series begin and end."""
    first, last = timezone.localtime(starts_at), timezone.localtime(ends_at)
    return [(_moved(first, rhythm, step), _moved(last, rhythm, step)) for step in range(min(count, MOST))]


def _moved(at: datetime, rhythm: str, step: int) -> datetime:
    day = _later(at.date(), rhythm, step)
    return timezone.make_aware(datetime.combine(day, at.time()))


def _later(day: date, rhythm: str, step: int) -> date:
    if rhythm != Rhythm.MONTHLY:
        return day + timedelta(weeks=step * (2 if rhythm == Rhythm.FORTNIGHTLY else 1))
    years, month = divmod(day.month - 1 + step, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
