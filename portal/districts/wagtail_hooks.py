"""The log actions of districts."""

from typing import Any

from wagtail import hooks

from portal.core import audit
from portal.core.states import moves_of
from portal.districts import states

VERBS = {
    "request": "Membership asked for",
    "set_term": "Term of office set",
    "hand_over": "Office handed over",
    "invite": "Person invited to an office",
    "renew_invitation": "Link of an invitation renewed",
    "revoke_invitation": "Invitation taken back",
    "accept_invitation": "Invitation accepted",
}


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """The verbs of this app, for the audit report."""
    audit.register_moves(actions, "districts", moves_of(states))
    audit.register(actions, "districts", VERBS)
