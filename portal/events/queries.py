"""Reads across models: who comes, who is invited, who is expected, how many places are left."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Sum

from portal.accounts.models import User
from portal.districts.models import Membership
from portal.events.models import Attendance, Event, Registration
from portal.events.policies import TEAM_OFFICES
from portal.events.states import TAKING, PlaceState
from portal.events.vocabulary import Audience, Reply
from portal.network.models import NetworkMembership


@dataclass(frozen=True)
class Expected:
    """Somebody who is expected, or was there: who they are and what is noted of them."""

    email: str
    name: str
    user_id: int | None
    district_id: str | None
    district: str
    role: str
    said: str
    reason: str
    attendance: Attendance | None = None


def comers(event: Event) -> list[Any]:
    """Who said yes and has a place: accounts, and bare addresses of people of teams; each once."""
    found: dict[str, Any] = {}
    having = event.registrations.filter(state=PlaceState.REGISTERED, reply=Reply.YES)
    for registration in having.select_related("user").prefetch_related("seats__user"):
        people = [(seat.email, seat.user or seat.email) for seat in registration.seats.all()]
        if registration.user:
            people = [(registration.user.email, registration.user)]
        found |= dict(people)
    return list(found.values())


def invited(event: Event) -> list[Any]:
    """Who is asked to a network's event: office-holders of its districts; to a PLC's: those of them who are in it."""
    members = NetworkMembership.objects.current()
    if event.audience == Audience.PLC:
        members = members.filter(pathways=event.pathway_id)
    people = Membership.objects.active().filter(district__in=members.values("district")).order_by("pk").people()
    if event.audience == Audience.PLC:
        return [person for person in people if Event.objects.visible_to(person).filter(pk=event.pk).exists()]
    return people


def unanswered(event: Event, people: Iterable[Any]) -> list[Any]:
    """Those of them who said nothing, alone or by their district's team."""
    answers = event.registrations.exclude(is_team=True, state=PlaceState.OPEN)
    alone = set(answers.filter(is_team=False).values_list("user", flat=True))
    seated = set(event.registrations.values_list("seats__user", flat=True))
    districts = set(answers.filter(is_team=True).values_list("district", flat=True))
    leads = _who_may_bring(event, people) if event.is_for_teams else {}
    silent = [person for person in people if person.pk not in alone | seated]
    if not event.is_for_teams:
        return silent
    return [person for person in silent if leads.get(person.pk, set()) - districts]


def _who_may_bring(event: Event, people: Iterable[Any]) -> dict[int, set[str]]:
    """The districts whose team each of them may register."""
    found: dict[int, set[str]] = {}
    held = Membership.objects.in_office(*TEAM_OFFICES).filter(user__in=[person.pk for person in people])
    for user, district in held.values_list("user", "district"):
        found.setdefault(user, set()).add(district)
    return found


def places_left(event: Event) -> int | None:
    """How many places are free; None without a limit."""
    if event.capacity is None:
        return None
    taken = event.registrations.taking().aggregate(total=Sum("places"))["total"] or 0
    return max(event.capacity - taken, 0)


def expected(event: Event) -> list[Expected]:
    """The list at the door: who has a place, who sent a reason, and whoever is noted besides; by district and name."""
    noted = {each.email: each for each in event.attendances.select_related("district")}
    found = {each.email: each for each in _from_answers(event, noted)}
    for email, each in noted.items():
        if email not in found:
            name = str(each.district or "")
            found[email] = Expected(email, each.name, each.user_id, each.district_id, name, "", "", "", each)
    return sorted(found.values(), key=lambda each: (each.district, each.name))


def _from_answers(event: Event, noted: dict[str, Attendance]) -> Iterable[Expected]:
    answers = event.registrations.filter(Q(state__in=TAKING) | Q(reply=Reply.NO, is_team=False))
    for each in answers.select_related("user", "district").prefetch_related("seats"):
        district = (each.district_id, str(each.district or ""))
        said = "comes" if each.state in TAKING else "said no"
        if each.user is not None:
            user = each.user
            about = noted.get(user.email)
            yield Expected(user.email, user.name, user.pk, *district, "", said, each.reason, about)
            continue
        for email, seats in _by_address(each).items():
            roles = ", ".join(seat.get_role_display() for seat in seats)
            yield Expected(email, seats[0].name, seats[0].user_id, *district, roles, said, "", noted.get(email))


def _by_address(registration: Registration) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for seat in registration.seats.all():
        found.setdefault(seat.email, []).append(seat)
    return found


def own_answer(event: Event, user: Any) -> Registration | None:
    """The person's own answer."""
    if not user.is_authenticated:
        return None
    return event.registrations.filter(user=user.pk, is_team=False).first()


def own_events(user: Any) -> QuerySet[Event]:
    """The events a person comes to, may come to or waits for, as far as they may still know of them."""
    mine = Registration.objects.of_person(user).exclude(reply=Reply.NO)
    return Event.objects.visible_to(user).filter(pk__in=mine.values("event")).exclude(state="draft")


def with_own_link(user: Any, events: Iterable[Event]) -> set[int]:
    """Of these events, those of which the person may have the video link."""
    mine = Registration.objects.of_person(user).filter(state=PlaceState.REGISTERED, event__in=[e.pk for e in events])
    return set(mine.values_list("event", flat=True))


def account_of(email: str) -> User | None:
    """The open account with this address."""
    return User.objects.filter(email=email.lower(), is_active=True).first()
