"""Days and moments in US Central, the clock of every deadline of the portal."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def last_moment(day: date) -> datetime:
    """The last moment of a day in US Central."""
    return timezone.make_aware(datetime.combine(day, time.max))


def week_began(at: datetime) -> datetime:
    """The first moment of the week that a moment lies in: Monday, midnight in US Central."""
    day = timezone.localdate(at)
    return timezone.make_aware(datetime.combine(day - timedelta(days=day.weekday()), time.min))
