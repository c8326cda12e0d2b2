"""Who reads a measure, keeps it, and enters its readings."""

from typing import Any

import rules

from portal.accounts.policies import is_facilitator, is_mde_staff, is_signed_in
from portal.districts.policies import is_in_a_district, is_member
from portal.measures.models import Measure
from portal.network.providers import CircleRole, circles_of


@rules.predicate
def is_in_its_plc(user: Any, measure: Measure) -> bool:
    """Is in the PLC that keeps the measure, now."""
    return bool(user.is_authenticated and measure.pathway_id in circles_of(user))


@rules.predicate
def leads_its_plc(user: Any, measure: Measure) -> bool:
    """Leads the PLC that keeps the measure, now."""
    return bool(user.is_authenticated and circles_of(user).get(measure.pathway_id) == CircleRole.LEAD)


@rules.predicate
def leads_a_plc(user: Any) -> bool:
    """Leads any PLC now."""
    return bool(user.is_authenticated and CircleRole.LEAD in circles_of(user).values())


@rules.predicate
def is_entered(user: Any, measure: Measure) -> bool:
    """Readings of the measure are still entered."""
    return measure.is_open


def sees_small_groups(user: Any, leaid: str) -> bool:
    """Whether the person may see values of few students: people of the district, and MDE's facilitators."""
    return user is not None and user.is_authenticated and (is_member(user, leaid) or is_facilitator(user))


def can_enter_for(user: Any, measure: Measure, leaid: str) -> bool:
    """Whether the person may enter readings of this district and its schools."""
    return user.has_perm("measures.enter", measure) and (is_member(user, leaid) or is_facilitator(user))


rules.add_perm("measures.list", is_signed_in)
rules.add_perm("measures.open_menu", is_in_a_district | is_mde_staff)
rules.add_perm("measures.start", leads_a_plc | is_facilitator)
rules.add_perm("measures.read", is_in_its_plc | is_mde_staff)
rules.add_perm("measures.keep", leads_its_plc | is_facilitator)
rules.add_perm("measures.enter", is_entered & (is_facilitator | (is_in_its_plc & is_in_a_district)))
