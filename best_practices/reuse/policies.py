"""Who may take up a practice for a school, read and follow an adoption, speak of a practice, and set the weights."""

from typing import Any

import rules

from best_practices.reuse.models import ADOPTING_OFFICES, Adoption, Feedback
from best_practices.reuse.states import AdoptionState
from portal.accounts.models import StateRole
from portal.accounts.policies import holds, is_facilitator, is_mde_staff
from portal.districts.policies import holds_any, holds_office, is_in_a_district, is_member

is_reader_for_the_state = holds(StateRole.FACILITATOR, StateRole.ADMINISTRATOR, StateRole.OSI_COACH)


@rules.predicate
def is_of_its_district(user: Any, adoption: Adoption) -> bool:
    """Holds an office in the district of the school."""
    return is_member(user, adoption.school.district_id)


@rules.predicate
def leads_its_school(user: Any, adoption: Adoption) -> bool:
    """Holds an office in the district that may take up practices for its schools."""
    return holds_office(user, adoption.school.district_id, *ADOPTING_OFFICES)


@rules.predicate
def goes_on(user: Any, adoption: Adoption) -> bool:
    """Planned or started."""
    return adoption.is_open


@rules.predicate
def is_started(user: Any, adoption: Adoption) -> bool:
    """Started, and not ended."""
    return adoption.state == AdoptionState.STARTED


@rules.predicate
def is_written_by(user: Any, feedback: Feedback) -> bool:
    """The person's own words."""
    return feedback.author_id == user.pk


rules.add_perm("reuse.adopt", holds_any(*ADOPTING_OFFICES))
rules.add_perm("reuse.list_adoptions", is_in_a_district | is_reader_for_the_state)
rules.add_perm("reuse.read_adoption", is_of_its_district | is_reader_for_the_state)
rules.add_perm("reuse.move_adoption", leads_its_school)
rules.add_perm("reuse.check_in", leads_its_school & is_started)
rules.add_perm("reuse.give_feedback", is_in_a_district)
rules.add_perm("reuse.read_held", is_facilitator)
rules.add_perm("reuse.judge_feedback", is_facilitator & ~is_written_by)
rules.add_perm("reuse.read_lists", is_reader_for_the_state)
rules.add_perm("reuse.set_weights", is_mde_staff)
