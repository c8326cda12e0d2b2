"""Who reads of a school's improvement, who writes for it, and who judges it."""

from typing import Any

import rules

from best_practices.improvement.models import WRITING_OFFICES, IdentifiedSchool
from best_practices.improvement.states import BEFORE_PLAN, SchoolState
from best_practices.reuse.policies import is_reader_for_the_state
from portal.accounts.models import StateRole
from portal.accounts.policies import holds
from portal.conflicts.queries import is_tied
from portal.districts.policies import holds_office, is_in_a_district, is_member

is_coach = holds(StateRole.OSI_COACH)
is_guide = holds(StateRole.FACILITATOR, StateRole.OSI_COACH)


@rules.predicate
def is_of_its_district(user: Any, identified: IdentifiedSchool) -> bool:
    """Holds an office in the district of the school."""
    return is_member(user, identified.school.district_id)


@rules.predicate
def writes_for_it(user: Any, identified: IdentifiedSchool) -> bool:
    """Superintendent, innovation lead or principal now of the school's district."""
    return holds_office(user, identified.school.district_id, *WRITING_OFFICES)


@rules.predicate
def is_open(user: Any, identified: IdentifiedSchool) -> bool:
    """It has not exited."""
    return identified.is_open


@rules.predicate
def is_gathering(user: Any, identified: IdentifiedSchool) -> bool:
    """Its artifacts are being gathered."""
    return identified.state == SchoolState.IDENTIFIED


@rules.predicate
def is_gathered(user: Any, identified: IdentifiedSchool) -> bool:
    """Its artifacts were gathered."""
    return identified.state == SchoolState.GATHERED


@rules.predicate
def is_planning(user: Any, identified: IdentifiedSchool) -> bool:
    """Its plan is not submitted yet, or was sent back."""
    return identified.state in BEFORE_PLAN


@rules.predicate
def is_planned(user: Any, identified: IdentifiedSchool) -> bool:
    """Its plan is submitted, and is carried out."""
    return identified.state == SchoolState.PLANNED


@rules.predicate
def is_free(user: Any, identified: IdentifiedSchool) -> bool:
    """Nothing ties the person to the school's district now."""
    return not is_tied(user.pk, identified.school.district_id)


judges = is_guide & is_free
rules.add_perm("improvement.list", is_in_a_district | is_reader_for_the_state)
rules.add_perm("improvement.read", is_of_its_district | is_reader_for_the_state)
rules.add_perm("improvement.identify", is_guide)
rules.add_perm("improvement.upload", writes_for_it & is_gathering)
rules.add_perm("improvement.excuse", is_gathering & judges)
rules.add_perm("improvement.gather", is_gathering & judges)
rules.add_perm("improvement.ask_again", is_gathered & judges)
rules.add_perm("improvement.exit", is_open & judges)
rules.add_perm("improvement.support", is_guide & is_open)
rules.add_perm("improvement.ask_support", writes_for_it & is_open)
rules.add_perm("improvement.write_plan", writes_for_it & is_planning)
rules.add_perm("improvement.submit_plan", writes_for_it & is_gathered)
rules.add_perm("improvement.note_progress", writes_for_it & is_planned)
rules.add_perm("improvement.return_plan", is_planned & judges)
rules.add_perm("improvement.read_load", is_reader_for_the_state)
