"""What comments write into the audit log."""

from typing import Any

from wagtail import hooks

from applications.comments import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "write": "Comment written",
    "group": "Comments put into a group",
    "rename": "Group of comments renamed",
    "answer": "Group of comments answered",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and for what changes a group."""
    audit.register(actions, "comments", FACTS)
    audit.register_moves(actions, "comments", moves_of(states))
