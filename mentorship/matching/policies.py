"""Who makes and releases runs, who answers a proposal, who notes a contact."""

from typing import Any

import rules

from mentorship.matching.models import Contact, Match, Run, Side
from mentorship.matching.states import MatchState
from portal.accounts.policies import is_facilitator, is_mde_staff
from portal.districts.models import LEADING_OFFICES
from portal.districts.policies import holds_office, is_member


@rules.predicate
def is_draft(user: Any, run: Run) -> bool:
    """The run is a draft."""
    return run.is_draft


@rules.predicate
def is_of_it(user: Any, match: Match) -> bool:
    """Holds an office in one of the two districts."""
    return is_member(user, match.mentor_id) or is_member(user, match.district_id)


@rules.predicate
def leads_one(user: Any, match: Match) -> bool:
    """Leads one of the two districts."""
    return any(holds_office(user, leaid, *LEADING_OFFICES) for leaid in (match.mentor_id, match.district_id))


def side_led_by(user: Any, match: Match) -> Side | None:
    """The side for which somebody speaks; who leads both speaks for the mentor."""
    for side in Side:
        if holds_office(user, getattr(match, f"{side}_id"), *LEADING_OFFICES):
            return side
    return None


@rules.predicate
def was_under_way(user: Any, match: Match) -> bool:
    """It was under way, and has ended."""
    return match.state == MatchState.ENDED


@rules.predicate
def is_proposed(user: Any, match: Match) -> bool:
    """It waits for answers."""
    return match.is_proposed


@rules.predicate
def is_under_way(user: Any, match: Match) -> bool:
    """It is under way."""
    return match.is_active


@rules.predicate
def is_noted_by(user: Any, contact: Contact) -> bool:
    """The person noted it, and it is not struck out."""
    return contact.noted_by_id == user.pk and contact.struck_at is None


rules.add_perm("matching.see_runs", is_mde_staff)
rules.add_perm("matching.make_run", is_facilitator)
rules.add_perm("matching.weigh_later", is_facilitator)
rules.add_perm("matching.work_on_run", is_facilitator & is_draft)
rules.add_perm("matching.read", is_of_it | is_mde_staff)
rules.add_perm("matching.answer", leads_one & is_proposed)
rules.add_perm("matching.agree", leads_one & is_under_way)
rules.add_perm("matching.note", is_of_it & is_under_way)
rules.add_perm("matching.survey", leads_one & was_under_way)
rules.add_perm("matching.strike", is_noted_by)
rules.add_perm("matching.end", (leads_one | is_facilitator) & is_under_way)
