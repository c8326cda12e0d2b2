"""The days of a series: the same weekday of each month, such as the second Tuesday, at the same time of day. Pure.

Times are wall times in US Central: an event at 10:00 stays at 10:00 when the clocks change.
"""

from datetime import date, datetime, timedelta


def month_after(day: date, months: int) -> tuple[int, int]:
    """Year and month, so many months later."""
    whole = day.year * 12 + day.month - 1 + months
    return whole // 12, whole % 12 + 1


def same_weekday(day: date, months: int) -> date:
    """The same weekday of the month, so many months later; a fifth one becomes the last where there is none."""
    year, month = month_after(day, months)
    first = date(year, month, 1)
    found = first + timedelta(days=(day.weekday() - first.weekday()) % 7 + 7 * ((day.day - 1) // 7))
    return found if found.month == month else found - timedelta(days=7)


def monthly(start: datetime, count: int) -> list[datetime]:
    """So many starts, one a month, `start` among them."""
    return [_on(same_weekday(start.date(), months), start) for months in range(count)]


def monthly_beside(start: datetime, end: datetime, count: int) -> list[datetime]:
    """The ends of these events: as many days after each start, at the end's time of day."""
    days = end.date() - start.date()
    return [_on(same_weekday(start.date(), months) + days, end) for months in range(count)]


def _on(day: date, clock: datetime) -> datetime:
    return datetime.combine(day, clock.time(), tzinfo=clock.tzinfo)
