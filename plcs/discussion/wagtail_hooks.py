"""What discussions write into the audit log."""

from typing import Any

from wagtail import hooks

from plcs.discussion import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "start": "Thread begun",
    "post": "Post written",
    "edit": "Words of a post changed",
    "report": "Post reported",
    "pin": "Thread pinned or no longer",
    "rename": "Thread renamed",
    "promote": "Practice begun from a thread",
    "change_monthly": "Monthly question changed",
    "set_rule": "Rule for first posts set",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what else happens."""
    audit.register(actions, "discussion", FACTS)
    audit.register_moves(actions, "discussion", moves_of(states))
