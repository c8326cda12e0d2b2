"""Who works from the list, and who keeps views."""

from typing import Any

import rules

from portal.accounts.policies import is_facilitator, is_mde_staff, is_signed_in


@rules.predicate
def is_own_view(user: Any, view: Any) -> bool:
    """The view is the person's own."""
    return view is not None and view.owner_id == user.pk


rules.add_perm("worklist.read", is_mde_staff)
rules.add_perm("worklist.claim", is_facilitator)
rules.add_perm("worklist.save_view", is_signed_in)
rules.add_perm("worklist.drop_view", is_own_view)
