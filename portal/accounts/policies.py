"""Who holds a state role, as predicates that every app above may use."""

from typing import Any

import rules

from portal.accounts.models import StateRole


def holds(*roles: str) -> rules.Predicate:
    """A predicate: the person holds one of these state roles now."""

    @rules.predicate
    def is_held(user: Any) -> bool:
        return bool(user.is_authenticated and user.state_roles.intersection(roles))

    is_held.name = "holds_" + "_or_".join(roles)
    return is_held


@rules.predicate
def is_signed_in(user: Any) -> bool:
    """Anybody with an account."""
    return bool(user.is_authenticated)


is_facilitator = holds(StateRole.FACILITATOR)
is_administrator = holds(StateRole.ADMINISTRATOR)
is_data_steward = holds(StateRole.DATA_STEWARD)
is_mde_staff = holds(StateRole.FACILITATOR, StateRole.ADMINISTRATOR)

# core is below accounts and cannot name roles; its permissions are given here.
rules.add_perm("core.resume", is_signed_in)
rules.add_perm("core.read_outbox", is_mde_staff)
rules.add_perm("ui.read_styleguide", is_signed_in)
