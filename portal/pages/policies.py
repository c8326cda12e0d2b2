"""Who is told of pages on their way to publication. What may be done to a page is said by Wagtail's own groups."""

from typing import Any

import rules


@rules.predicate
def can_use_editor(user: Any) -> bool:
    """May open the editor."""
    return bool(user.has_perm("wagtailadmin.access_admin"))


@rules.predicate
def is_approver(user: Any, asked: Any) -> bool:
    """Is in one of the groups that the task is for."""
    return asked is not None and bool(asked.task.specific.groups.filter(user=user.pk).exists())


@rules.predicate
def is_requester(user: Any, state: Any) -> bool:
    """Asked for the page's approval."""
    return state is not None and state.requested_by_id == user.pk


rules.add_perm("pages.approve", can_use_editor & is_approver)
rules.add_perm("pages.follow_request", can_use_editor & is_requester)
