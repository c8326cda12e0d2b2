"""What recommendations to change the standards write into the audit log."""

from typing import Any

from wagtail import hooks

from applications.impact import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {"draft": "Recommendation begun", "write": "Recommendation written"}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what changes a draft without one."""
    audit.register(actions, "impact", FACTS)
    audit.register_moves(actions, "impact", moves_of(states))
