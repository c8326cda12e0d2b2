"""A district's team: who holds which role, given to others until the event begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.districts.models import District
from portal.events import notifications, seating
from portal.events.models import Event, Registration, TeamSeat
from portal.events.policies import may_bring_team
from portal.events.services import seats
from portal.events.states import TAKING, PlaceState
from portal.events.vocabulary import ROLE_WORDS, Reply

NOT_YOURS = "Only the superintendent, the board president, the innovation lead or a principal registers the team."


@dataclass(frozen=True)
class Named:
    """A person named for a role."""

    role: str
    name: str
    email: str


@transaction.atomic
def save_team(event: Event, district: District, *, people: Sequence[Named], actor: Any) -> Registration:
    """Name the team. Once every role is named it takes its places, or joins the line, as a whole."""
    event = _open_for_teams(event, district, actor)
    registration, _ = Registration.objects.get_or_create(event=event, district=district, is_team=True)
    registration.event = event
    named = {person.role: person for person in people if person.role in event.required_roles}
    _check(event, registration, named)
    places = len({person.email.lower() for person in named.values()})
    _resize(event, registration, places)
    new = _seat(registration, named)
    registration.reply, registration.answered_at = Reply.YES, timezone.now()
    registration.save(update_fields=["places", "reply", "answered_at"])
    audit.record(registration, "events.name_team", actor=actor, event=event.slug, roles=sorted(named))
    if registration.state == PlaceState.REGISTERED:
        notifications.seat_passed_on(registration, new)
    elif not missing_roles(event, named):
        seats.ask_for_place(event, registration, actor=actor)
    seats.fill(event)
    return registration


@transaction.atomic
def give_team_up(event: Event, district: District, *, reason: str, actor: Any) -> Registration:
    """The district does not come: its places go to the next in line."""
    event = _open_for_teams(event, district, actor)
    registration, _ = Registration.objects.get_or_create(event=event, district=district, is_team=True)
    registration.event = event
    registration.reply, registration.reason, registration.answered_at = Reply.NO, reason, timezone.now()
    registration.save(update_fields=["reply", "reason", "answered_at"])
    audit.record(registration, "events.answer", actor=actor, event=event.slug, reply=Reply.NO)
    seats.free(event, registration, actor=actor)
    return registration


def missing_roles(event: Event, named: Any) -> list[str]:
    """The roles that nobody is named for, in words."""
    return [ROLE_WORDS[role] for role in event.required_roles if role not in named]


def _open_for_teams(event: Event, district: District, actor: Any) -> Event:
    if not may_bring_team(actor, district):
        raise NotAllowed(NOT_YOURS)
    if not Event.objects.visible_to(actor).filter(pk=event.pk).exists():
        raise NotAllowed("This event is not open to you.")
    event = seats.open_for_answers(event)
    if not event.is_for_teams:
        raise NotAllowed("Persons register for this event, each for themselves.")
    return event


def _check(event: Event, registration: Registration, named: dict[str, Named]) -> None:
    """Nobody twice where the event does not allow it; no empty seat in a team that has its places."""
    addresses = [person.email.lower() for person in named.values()]
    if not event.one_may_hold_two and len(set(addresses)) < len(addresses):
        raise NotAllowed("Each role needs a person of its own at this event. One person is named twice.")
    missing = missing_roles(event, named)
    if missing and registration.state not in (PlaceState.OPEN, PlaceState.GIVEN_UP, PlaceState.LAPSED):
        raise NotAllowed(f"Your team is on the list as a whole. Please name somebody as {missing[0].lower()}.")


def _resize(event: Event, registration: Registration, places: int) -> None:
    """A team that has its places may need one more, where one person held two roles before."""
    more = places - registration.places
    if registration.state in TAKING and more > 0:
        is_free = seating.fits(event.capacity, seats.places_taken(event), more)
        if not is_free or event.registrations.waiting().exists():
            raise NotAllowed("There is no place free for one more person of your team.")
    if event.capacity is not None and places > event.capacity:
        raise NotAllowed(f"This event has {event.capacity} places; your team needs {places}.")
    registration.places = max(places, 1)


def _seat(registration: Registration, named: dict[str, Named]) -> list[Any]:
    """Write the seats as they are now; who had none before, by account or by bare address."""
    before = set(registration.seats.values_list("email", flat=True))
    registration.seats.exclude(role__in=named).delete()
    emails = {person.email.lower() for person in named.values()}
    known = {user.email: user for user in User.objects.filter(email__in=emails, is_active=True)}
    for role, person in named.items():
        email = person.email.lower()
        facts = {"name": person.name, "email": email, "user": known.get(email)}
        TeamSeat.objects.update_or_create(registration=registration, role=role, defaults=facts)
    return [known.get(email, email) for email in sorted(emails - before)]
