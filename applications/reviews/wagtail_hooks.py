"""What reviews write into the audit log."""

from typing import Any

from wagtail import hooks

from applications.reviews import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "open_panel": "Panel opened",
    "set_phase": "What reviewers see of each other",
    "close_panel": "Panel closed",
    "add_member": "Reviewer put on a panel",
    "add_subject": "Handed over to a panel",
    "replace_subject": "Handed over to a panel anew",
    "withdraw_subject": "Withdrawn from a panel",
    "assign": "Reviewer assigned",
    "agree": "Score agreed",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Facts about panels, and every move of an assignment."""
    audit.register(actions, "reviews", FACTS)
    audit.register_moves(actions, "reviews", moves_of(states))
