"""Who drafts, puts forward and decides recommendations to change the standards."""

from typing import Any

import rules

from applications.impact.models import DRAFTING_ROLES, Recommendation
from applications.impact.states import RecommendationState
from portal.accounts.policies import holds, is_facilitator

is_drafter = holds(*sorted(DRAFTING_ROLES))


@rules.predicate
def is_draft(user: Any, recommendation: Recommendation) -> bool:
    """It can still be changed."""
    return recommendation.is_draft


@rules.predicate
def is_author(user: Any, recommendation: Recommendation) -> bool:
    """The person began it."""
    return recommendation.begun_by_id == user.pk


@rules.predicate
def is_put_forward(user: Any, recommendation: Recommendation) -> bool:
    """The Commission has not decided."""
    return recommendation.state == RecommendationState.PUT_FORWARD


@rules.predicate
def is_adopted(user: Any, recommendation: Recommendation) -> bool:
    """The Commission adopted it, and it was not sent yet."""
    return recommendation.state == RecommendationState.ADOPTED


rules.add_perm("impact.draft", is_drafter)
rules.add_perm("impact.write", is_drafter & is_draft)
rules.add_perm("impact.put_forward", is_drafter & is_author & is_draft)
rules.add_perm("impact.withdraw", is_drafter & is_draft & (is_author | is_facilitator))
rules.add_perm("impact.decide", is_facilitator & ~is_author & is_put_forward)
rules.add_perm("impact.send", is_facilitator & is_adopted)
