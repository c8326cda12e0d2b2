"""Days and moments in US Central, the clock of every deadline of the portal."""

from datetime import date, datetime, time

from django.utils import timezone


def last_moment(day: date) -> datetime:
    """The last moment of a day in US Central."""
    return timezone.make_aware(datetime.combine(day, time.max))
