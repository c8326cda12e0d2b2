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


def school_year(day: date) -> int:
    """The year in which a day's school year ends: school years run from July to June, so September 2018 is 2019."""
    return day.year + (day.month >= 7)


def school_year_bounds(year: int) -> tuple[date, date]:
    """The first and the last day of the school year that ends in `year`."""
    return date(year - 1, 7, 1), date(year, 6, 30)


def school_year_words(year: int) -> str:
    """As addresses and files write it: 2019 is 2018-19."""
    return f"{year - 1}-{year % 100:02}"


def school_year_from(words: str) -> int | None:
    """The year from `2018-19`; None where the words are not a school year."""
    first, _, last = words.partition("-")
    if not (words.isascii() and len(first) == 4 and first.isdigit() and len(last) == 2 and last.isdigit()):
        return None
    year = int(first) + 1
    return year if year % 100 == int(last) and 1900 < year < 9999 else None
