"""Who may review, and who runs panels. Ties are kept out by `visible_to` and, once more, by the services."""

from typing import Any

import rules

from applications.reviews.models import Assignment, PanelMember, Subject
from applications.reviews.models.panels import STAFF
from applications.reviews.states import LIVE, AssignmentState, OthersShown
from portal.accounts.policies import is_facilitator, is_mde_staff, is_signed_in


@rules.predicate
def is_reviewer(user: Any, assignment: Assignment) -> bool:
    """The assignment is the person's own."""
    return assignment is not None and assignment.reviewer_id == user.pk


@rules.predicate
def is_on_a_panel(user: Any) -> bool:
    """MDE put the person on a panel."""
    return bool(user.is_authenticated and PanelMember.objects.filter(person=user).exists())


@rules.predicate
def sees_others(user: Any, subject: Subject) -> bool:
    """May read what others wrote about a subject, by the panel's phase; MDE's staff always."""
    if user.state_roles.intersection(STAFF):
        return True
    own = subject.assignments.filter(reviewer=user, state__in=LIVE)
    if subject.panel.others_shown == OthersShown.OWN:
        own = own.filter(state=AssignmentState.DONE)
    return subject.panel.others_shown != OthersShown.NEVER and bool(own.exists())


rules.add_perm("reviews.discuss", sees_others)
rules.add_perm("reviews.list", is_signed_in)
rules.add_perm("reviews.see_menu", is_mde_staff | is_on_a_panel)
rules.add_perm("reviews.score", is_reviewer)
rules.add_perm("reviews.see_panel", is_mde_staff)
rules.add_perm("reviews.run", is_facilitator)
