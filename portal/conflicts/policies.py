"""Who may declare a conflict of interest, end a declaration, and read everybody's."""

from typing import Any

import rules

from portal.accounts.models import StateRole
from portal.accounts.policies import holds, is_mde_staff, is_signed_in
from portal.conflicts.models import Declaration


@rules.predicate
def is_own(user: Any, declaration: Declaration) -> bool:
    """The declaration is the person's own."""
    return declaration is not None and declaration.person_id == user.pk


rules.add_perm("conflicts.declare", is_signed_in)
rules.add_perm("conflicts.end", is_own)
rules.add_perm("conflicts.see_all", is_mde_staff)
rules.add_perm("conflicts.see_menu", holds(*StateRole.values))
