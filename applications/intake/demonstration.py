"""One round with the dates of 2018 moved to the coming year, open from the day it is loaded."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from applications.intake.models import Round

GUIDE = (
    "This round follows the calendar of the network's first year, 2018: applications by the end of February, answers "
    "on March 9, letters of commitment by March 21, the first meeting of the whole network on March 26."
    "\n\nThe texts of this round are samples."
)


@transaction.atomic
def load() -> None:
    """Make the round once."""
    year = _year(timezone.localdate())
    Round.objects.get_or_create(
        slug=str(year),
        defaults={
            "title": f"Round of {year}",
            "summary": "Ten to fifteen districts join the network for 18 months and work together in PLCs.",
            "guide": GUIDE,
            "opens_at": timezone.now() - timedelta(days=1),
            "closes_at": _end_of(date(year, 2, 26)),
            "decisions_on": date(year, 3, 9),
            "letters_due_at": _end_of(date(year, 3, 21)),
            "starts_on": date(year, 3, 26),
            "ends_on": date(year + 1, 9, 30),
            "capacity": 15,
            "sign_off_offices": ["superintendent"],
            "is_published": True,
        },
    )


def _year(today: date) -> int:
    return today.year if today < date(today.year, 2, 20) else today.year + 1


def _end_of(day: date) -> datetime:
    """The last moment of a day, US Central."""
    return timezone.make_aware(datetime.combine(day, time.max))
