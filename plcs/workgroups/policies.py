"""Who may enter a workgroup, lead it, ask for a seat, give places and end them."""

from typing import Any

import rules

from plcs.workgroups.models import Awaited, Place, SeatRequest, Workgroup
from portal.accounts.policies import is_mde_staff
from portal.districts.models import LEADING_OFFICES
from portal.districts.policies import holds_any, holds_office, offices_of


def place_of(user: Any, workgroup: Workgroup) -> Place | None:
    """The person's place in force; asked anew each time."""
    if not user.is_authenticated:
        return None
    return workgroup.places.in_force().filter(user=user).first()


@rules.predicate
def is_open(user: Any, workgroup: Workgroup) -> bool:
    """The workgroup is at work."""
    return workgroup.is_open


@rules.predicate
def has_place(user: Any, workgroup: Workgroup) -> bool:
    """Has a place in force."""
    return place_of(user, workgroup) is not None


@rules.predicate
def is_lead(user: Any, workgroup: Workgroup) -> bool:
    """Leads the workgroup."""
    place = place_of(user, workgroup)
    return place is not None and place.is_lead


@rules.predicate
def leads_a_seated_district(user: Any, workgroup: Workgroup) -> bool:
    """Leads a district that has a seat."""
    led = [leaid for leaid in offices_of(user) if holds_office(user, leaid, *LEADING_OFFICES)]
    return bool(led) and workgroup.seated().filter(pk__in=led).exists()


@rules.predicate
def is_of_a_seated_district(user: Any, workgroup: Workgroup) -> bool:
    """Holds an office in a district that has a seat."""
    return bool(offices_of(user)) and workgroup.seated().filter(pk__in=offices_of(user)).exists()


@rules.predicate
def leads_its_district(user: Any, place: Place | Awaited) -> bool:
    """Leads the district that the place is for."""
    return holds_office(user, place.district_id, *LEADING_OFFICES)


@rules.predicate
def leads_its_workgroup(user: Any, place: Place) -> bool:
    """Leads the workgroup that the place is in, while it is at work."""
    return place.workgroup.is_open and is_lead(user, place.workgroup)


def leads_for(user: Any, workgroup: Workgroup, leaid: str) -> bool:
    """Whether the person leads the workgroup, at work, and is in it for this district."""
    place = place_of(user, workgroup)
    return workgroup.is_open and place is not None and place.is_lead and place.district_id == leaid


@rules.predicate
def leads_it_for_its_district(user: Any, awaited: Awaited) -> bool:
    """Leads the workgroup in which somebody is awaited, and is of the same district."""
    return leads_for(user, awaited.workgroup, awaited.district_id)


@rules.predicate
def is_own(user: Any, place: Place) -> bool:
    """The person's own place."""
    return place.user_id == user.pk


@rules.predicate
def asks_for_its_district(user: Any, request: SeatRequest) -> bool:
    """Leads the district that asks."""
    return holds_office(user, request.district_id, *LEADING_OFFICES)


def plc_of(thing: Any) -> Workgroup:
    """The PLC that a thing is of; a PLC is its own."""
    return thing if isinstance(thing, Workgroup) else thing.workgroup


@rules.predicate
def is_inside(user: Any, thing: Any) -> bool:
    """May enter the PLC that the thing is of."""
    return user.has_perm("workgroups.enter", plc_of(thing))


@rules.predicate
def takes_part(user: Any, thing: Any) -> bool:
    """May take part in the PLC that the thing is of, which is at work."""
    return user.has_perm("workgroups.take_part", plc_of(thing))


@rules.predicate
def leads(user: Any, thing: Any) -> bool:
    """Leads the PLC that the thing is of, which is at work."""
    return plc_of(thing).is_open and user.has_perm("workgroups.lead", plc_of(thing))


@rules.predicate
def is_placed(user: Any, thing: Any) -> bool:
    """Has a place in the PLC that the thing is of, for a district."""
    return place_of(user, plc_of(thing)) is not None


may_enter = has_place | is_mde_staff
rules.add_perm("workgroups.enter", may_enter)
rules.add_perm("workgroups.take_part", may_enter & is_open)
rules.add_perm("workgroups.lead", (is_lead & is_open) | is_mde_staff)
rules.add_perm("workgroups.begin", is_mde_staff)
rules.add_perm("workgroups.close", is_mde_staff)
rules.add_perm("workgroups.see_people", may_enter | leads_a_seated_district)
rules.add_perm("workgroups.join", is_of_a_seated_district & is_open)
rules.add_perm("workgroups.invite", ((is_lead | leads_a_seated_district) & is_open) | is_mde_staff)
rules.add_perm("workgroups.ask_seat", holds_any(*LEADING_OFFICES) & is_open)
rules.add_perm("workgroups.leave_seat", leads_a_seated_district)
rules.add_perm("workgroups.decide_seat", is_mde_staff)
rules.add_perm("workgroups.withdraw_seat", asks_for_its_district)
rules.add_perm("workgroups.decide_place", (leads_its_workgroup | leads_its_district | is_mde_staff) & ~is_own)
rules.add_perm("workgroups.take_back", leads_it_for_its_district | leads_its_district | is_mde_staff)
rules.add_perm("workgroups.end_place", is_own | leads_its_workgroup | leads_its_district | is_mde_staff)
rules.add_perm("workgroups.name_lead", is_mde_staff | (leads_its_workgroup & ~is_own))
