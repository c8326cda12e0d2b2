"""What reports on waivers write into the audit log."""

from typing import Any

from wagtail import hooks

from applications.evaluations import states
from portal.core import audit
from portal.core.states import moves_of


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what changes a report without one."""
    audit.register(actions, "evaluations", {"owe": "Reports owed", "save": "Report written"})
    audit.register_moves(actions, "evaluations", moves_of(states))
