"""Who may review, and who runs panels. Ties are kept out by `visible_to` and, once more, by the services."""

from typing import Any

import rules

from applications.reviews.models import Assignment, PanelMember
from portal.accounts.policies import is_facilitator, is_mde_staff, is_signed_in


@rules.predicate
def is_reviewer(user: Any, assignment: Assignment) -> bool:
    """The assignment is the person's own."""
    return assignment is not None and assignment.reviewer_id == user.pk


@rules.predicate
def is_on_a_panel(user: Any) -> bool:
    """MDE put the person on a panel."""
    return bool(user.is_authenticated and PanelMember.objects.filter(person=user).exists())


rules.add_perm("reviews.list", is_signed_in)
rules.add_perm("reviews.see_menu", is_mde_staff | is_on_a_panel)
rules.add_perm("reviews.score", is_reviewer)
rules.add_perm("reviews.see_panel", is_mde_staff)
rules.add_perm("reviews.run", is_facilitator)
