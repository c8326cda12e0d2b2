"""Who holds a state role, as predicates that every app above may use, and who may do what with accounts."""

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


@rules.predicate
def is_oneself(user: Any, person: Any) -> bool:
    """The account is the person's own."""
    return person is not None and user.pk == person.pk


@rules.predicate
def is_open_to_view(user: Any, person: Any) -> bool:
    """Another person may be looked through the eyes of: an open account without a state role."""
    return person is not None and person.is_active and not person.state_roles


is_facilitator = holds(StateRole.FACILITATOR)
is_administrator = holds(StateRole.ADMINISTRATOR)
is_data_steward = holds(StateRole.DATA_STEWARD)
is_mde_staff = holds(StateRole.FACILITATOR, StateRole.ADMINISTRATOR)

rules.add_perm("accounts.read_people", is_administrator)
rules.add_perm("accounts.read_person", is_administrator)
rules.add_perm("accounts.grant_role", is_administrator & ~is_oneself)
rules.add_perm("accounts.end_role", is_administrator & ~is_oneself)
rules.add_perm("accounts.end_sessions", is_administrator)
rules.add_perm("accounts.disable", is_administrator & ~is_oneself)
rules.add_perm("accounts.enable", is_administrator & ~is_oneself)
rules.add_perm("accounts.view_as", is_administrator & ~is_oneself & is_open_to_view)
rules.add_perm("accounts.stop_viewing", is_signed_in)
rules.add_perm("accounts.edit_own", is_signed_in)

# core is below accounts and cannot name roles; its permissions are given here.
rules.add_perm("core.resume", is_signed_in)
rules.add_perm("core.read_outbox", is_mde_staff)
rules.add_perm("ui.read_styleguide", holds(*StateRole.values))
