"""Places: giving, queueing, offering, taking and freeing them. Whoever calls holds the lock of the event's row."""

from typing import Any

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone

from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.events import notifications, seating
from portal.events.models import Event, Registration
from portal.events.states import DOUBT, GIVE_UP, LAPSE, OFFER, OUTSIDE, PLACE, QUEUE, TAKE, PlaceState

CLOSED = "This event has begun or is cancelled. Nothing can be changed any more."


def locked(event: Event) -> Event:
    """The event's row, locked until the end of the transaction: one at a time decides on its places."""
    return Event.objects.select_for_update(of=("self",)).get(pk=event.pk)


def open_for_answers(event: Event) -> Event:
    """The locked event; NotAllowed where answers are not taken any more."""
    event = locked(event)
    if not event.is_published or event.has_begun:
        raise NotAllowed(CLOSED)
    return event


def places_taken(event: Event) -> int:
    """How many places are taken, those of offers among them."""
    return event.registrations.taking().aggregate(total=Sum("places"))["total"] or 0


def ask_for_place(event: Event, registration: Registration, *, actor: Any) -> None:
    """A place where one is free and nobody waits; else the end of the line. An offer is taken."""
    if registration.state == PlaceState.OFFERED:
        take(registration, actor=actor)
    elif registration.state in OUTSIDE:
        is_free = seating.fits(event.capacity, places_taken(event), registration.places)
        if is_free and not event.registrations.waiting().exists():
            advance(registration, PLACE, actor=actor)
            notifications.place_given(registration)
        else:
            _queue(event, registration, actor)


def _queue(event: Event, registration: Registration, actor: Any) -> None:
    if event.capacity is not None and registration.places > event.capacity:
        raise NotAllowed(f"This event has {event.capacity} places; your team needs {registration.places}.")
    last = event.registrations.aggregate(last=Max("position"))["last"] or 0
    registration.position = last + 1
    registration.save(update_fields=["position"])
    advance(registration, QUEUE, actor=actor)
    notifications.place_waited_for(registration)


def take(registration: Registration, *, actor: Any) -> None:
    """The offered place is taken, if the offer still holds."""
    if registration.offered_until is None or registration.offered_until < timezone.now():
        raise NotAllowed("The offer has run out, and the place goes to the next. You can join the list again.")
    advance(registration, TAKE, actor=actor)
    _forget_offer(registration)
    notifications.place_given(registration)


def free(event: Event, registration: Registration, *, actor: Any, is_maybe: bool = False) -> None:
    """No place is asked for any more; what becomes free goes to the next in line."""
    move = DOUBT if is_maybe else GIVE_UP
    if registration.state in move.sources:
        advance(registration, move, actor=actor)
        _forget_offer(registration)
    fill(event)


def fill(event: Event) -> int:
    """Offer what is free to those in line; to how many."""
    until = seating.answer_by(timezone.now(), event.starts_at)
    if until is None or not event.is_published:
        return 0
    waiting = {each.pk: each for each in event.registrations.waiting().select_related("user", "district")}
    line = [seating.Party(each.pk, each.places, each.position or 0) for each in waiting.values()]
    chosen = seating.next_in_line(event.capacity, places_taken(event), line)
    for key in chosen:
        advance(waiting[key], OFFER, actor=None)
        waiting[key].offered_until = until
        waiting[key].save(update_fields=["offered_until"])
        notifications.place_offered(waiting[key])
    return len(chosen)


@transaction.atomic
def pass_offers_on(event: Event) -> int:
    """Offers that ran out go to the next in line; how many ran out."""
    event = locked(event)
    over = event.registrations.filter(state=PlaceState.OFFERED, offered_until__lt=timezone.now())
    stale = list(over.select_related("user", "district"))
    for registration in stale:
        advance(registration, LAPSE, actor=None)
        _forget_offer(registration)
        notifications.offer_lapsed(registration)
    fill(event)
    return len(stale)


def _forget_offer(registration: Registration) -> None:
    registration.offered_until = None
    registration.save(update_fields=["offered_until"])
