"""What proposals to vary standards write into the audit log."""

from typing import Any

from wagtail import hooks

from applications.waivers import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "begin": "Proposal begun",
    "write_provision": "Provision written",
    "remove_provision": "Provision taken out",
    "add_hypothesis": "What should move: written",
    "remove_hypothesis": "What should move: taken out",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what changes a proposal without one."""
    audit.register(actions, "waivers", FACTS)
    audit.register_moves(actions, "waivers", moves_of(states))
