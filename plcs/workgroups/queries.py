"""Reads about workgroups: the directory, and whose circle a person is in."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from plcs.workgroups.models import Place, Workgroup, is_staff
from plcs.workgroups.states import PlaceState, WorkgroupState
from portal.districts.models import LEADING_OFFICES, District
from portal.districts.policies import holds_office, offices_of
from portal.network.models import NetworkMembership
from portal.network.providers import CircleRole


@dataclass
class Entry:
    """A workgroup as the directory shows it."""

    workgroup: Workgroup
    districts: list[District] = field(default_factory=list)
    leads: list[District] = field(default_factory=list)
    place: Place | None = None
    next_at: datetime | None = None


Coming = Callable[[Collection[int]], Mapping[int, datetime]]
_coming: list[Coming] = []


def add_coming(coming: Coming) -> None:
    """Called once by an app in `ready()`: from workgroups, by number, to when each meets next."""
    _coming.append(coming)


def directory(user: Any, workgroups: Iterable[Workgroup]) -> list[Entry]:
    """Workgroups with their districts and the reader's own place; the same queries for any number."""
    entries = [Entry(workgroup) for workgroup in workgroups]
    seats = seats_by_pathway([entry.workgroup.pathway_id for entry in entries])
    places = own_places(user)
    meets = {
        number: at for coming in _coming for number, at in coming([entry.workgroup.pk for entry in entries]).items()
    }
    for entry in entries:
        entry.next_at = meets.get(entry.workgroup.pk)
        entry.districts = seats.get(entry.workgroup.pathway_id, [])
        leading = {district.pk for district in entry.workgroup.lead_districts.all()}
        entry.leads = [district for district in entry.districts if district.pk in leading]
        entry.place = places.get(entry.workgroup.pk)
    return entries


def seats_by_pathway(pathways: Iterable[int]) -> dict[int, list[District]]:
    """The districts with a seat, by name, for each pathway; two queries."""
    found: dict[int, list[District]] = defaultdict(list)
    through = NetworkMembership.pathways.through
    current = NetworkMembership.objects.current()
    rows = through.objects.filter(pathway__in=list(pathways), networkmembership__in=current.values("pk"))
    pairs = list(rows.values_list("pathway_id", "networkmembership__district_id"))
    known = District.objects.in_bulk({leaid for _, leaid in pairs})
    for pathway, leaid in pairs:
        found[pathway].append(known[leaid])
    return {pathway: sorted(districts, key=lambda each: each.name) for pathway, districts in found.items()}


def own_places(user: Any) -> dict[int, Place]:
    """The person's places in force and what was asked for, by workgroup."""
    if not user.is_authenticated:
        return {}
    held = Place.objects.in_force().filter(user=user) | Place.objects.filter(user=user, state=PlaceState.ASKED)
    return {place.workgroup_id: place for place in held}


def circle(user: Any) -> dict[int, CircleRole]:
    """The pathways whose PLC, at work, the person is in, with what they are there; one query."""
    if not user.is_authenticated:
        return {}
    held = Place.objects.in_force().filter(user=user, workgroup__state=WorkgroupState.OPEN)
    rows = held.values_list("workgroup__pathway_id", "is_lead")
    return {pathway: CircleRole.LEAD if leads else CircleRole.MEMBER for pathway, leads in rows}


def joinable(user: Any, workgroup: Workgroup) -> Any:
    """The seated districts in which the person holds an office."""
    return workgroup.seated().filter(pk__in=offices_of(user))


def led_districts(user: Any) -> list[str]:
    """The districts that the person leads, by LEAID."""
    return [leaid for leaid in offices_of(user) if holds_office(user, leaid, *LEADING_OFFICES)]


def may_ask_for(user: Any, workgroup: Workgroup) -> Any:
    """The districts that the person leads, are members now and have no seat."""
    members = NetworkMembership.objects.current().values("district")
    led = District.objects.filter(pk__in=led_districts(user)).filter(pk__in=members)
    return led.exclude(pk__in=workgroup.seated().values("pk"))


def held_places(user: Any) -> list[Place]:
    """The person's places in force, for pages that show what waits; asked once for each request.

    Nobody without an office has one, so nothing is asked for them. What a person may do asks anew each time.
    """
    if not offices_of(user):
        return []
    if not hasattr(user, "_held_places"):
        user._held_places = list(Place.objects.in_force().filter(user=user).select_related("workgroup__pathway"))
    found: list[Place] = user._held_places
    return found


def open_plcs(user: Any) -> list[int]:
    """The PLCs at work that the person is in, by number, for pages that show what waits."""
    return [place.workgroup_id for place in held_places(user) if place.workgroup.is_open]


def is_in_a_plc(user: Any) -> bool:
    """Whether the person has a place in some PLC, as pages that show what one can hear ask it."""
    return bool(held_places(user))


def awaitable_of(user: Any, workgroup: Workgroup) -> Any:
    """The seated districts whose invited addresses the person may see here."""
    if is_staff(user):
        return workgroup.seated()
    led = workgroup.places.in_force().filter(user=user, is_lead=True).values("district")
    return workgroup.seated().filter(Q(pk__in=led_districts(user)) | Q(pk__in=led))
