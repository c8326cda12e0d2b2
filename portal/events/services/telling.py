"""What is told by the clock: reminders, questions to those who have not answered, offers that ran out."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from portal.events import notifications
from portal.events.models import Event
from portal.events.queries import comers, invited, unanswered
from portal.events.services import seats
from portal.events.states import PlaceState
from portal.events.vocabulary import Audience

REMIND_DAYS = (7, 1)
ASK_DAYS = (30, 7)


def tell_events() -> dict[str, int]:
    """Pass on offers that ran out, remind who comes, ask who has not answered; how many of each."""
    return {"lapsed": pass_offers_on(), "reminded": remind(), "asked": ask()}


def pass_offers_on() -> int:
    """Offers that ran out go to the next in line. Places that are free while somebody waits are offered too."""
    open_ones = Q(registrations__state__in=[PlaceState.OFFERED, PlaceState.WAITING])
    found = Event.objects.published().filter(open_ones, starts_at__gt=timezone.now()).distinct()
    return sum(seats.pass_offers_on(event) for event in found)


def remind() -> int:
    """Those who said yes hear it seven days and one day before."""
    told = 0
    for event in Event.objects.published().filter(starts_at__gt=timezone.now(), when_words=""):
        days = _stage(event, REMIND_DAYS)
        if days:
            people = comers(event)
            notifications.reminded(event, people, days)
            told += len(people)
    return told


def ask() -> int:
    """Those who are invited and have not answered hear it a month and a week before; nobody who has answered."""
    told = 0
    ahead = Event.objects.published().filter(starts_at__gt=timezone.now(), when_words="")
    for event in ahead.exclude(audience=Audience.PUBLIC).select_related("pathway"):
        days = _stage(event, ASK_DAYS)
        if days:
            told += sum(notifications.answer_asked(event, person, days) for person in unanswered(event, invited(event)))
    return told


def _stage(event: Event, stages: tuple[int, ...]) -> int:
    """The last stage that has come: the smallest number of days that the start is within; 0 before the first."""
    left: Any = event.starts_at - timezone.now()
    return min((days for days in stages if left <= timedelta(days=days)), default=0)
