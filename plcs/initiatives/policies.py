"""Who reads an initiative, and who writes it: the people that its district has in the PLC, while both are at work."""

from typing import Any

import rules

from plcs.initiatives.models import Cycle, Initiative
from plcs.initiatives.states import CycleState
from plcs.workgroups.policies import has_place, is_inside, takes_part
from portal.accounts.policies import is_facilitator
from portal.districts.policies import is_in_a_district, is_member


def initiative_of(thing: Any) -> Initiative:
    """The initiative that a thing is of; an initiative is its own."""
    return thing if isinstance(thing, Initiative) else thing.initiative


@rules.predicate
def is_of_its_district(user: Any, thing: Any) -> bool:
    """Holds an office in the district whose work it is."""
    return is_member(user, initiative_of(thing).district_id)


@rules.predicate
def is_there_for_its_district(user: Any, thing: Any) -> bool:
    """Has a place in the PLC for the district whose work it is."""
    found = initiative_of(thing)
    return found.workgroup.places.in_force().filter(user=user, district=found.district_id).exists()


@rules.predicate
def is_under_way(user: Any, thing: Any) -> bool:
    """The initiative is under way."""
    return initiative_of(thing).is_active


@rules.predicate
def is_open_cycle(user: Any, cycle: Cycle) -> bool:
    """The cycle is planned or being tried."""
    return cycle.is_open


@rules.predicate
def is_concluded(user: Any, cycle: Cycle) -> bool:
    """The cycle was studied."""
    return cycle.state == CycleState.CONCLUDED


may_read = is_inside | is_of_its_district
may_write = takes_part & is_there_for_its_district
rules.add_perm("initiatives.list", is_inside)
rules.add_perm("initiatives.begin", takes_part & has_place)
rules.add_perm("initiatives.read", may_read)
rules.add_perm("initiatives.write", may_write & is_under_way)
rules.add_perm("initiatives.go_on", may_write & ~is_under_way)
rules.add_perm("initiatives.write_cycle", may_write & is_under_way & is_open_cycle)
rules.add_perm("initiatives.promote", may_read & is_concluded & (is_in_a_district | is_facilitator))
