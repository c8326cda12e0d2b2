"""What letters write into the audit log."""

from typing import Any

from wagtail import hooks

from applications.letters import states
from portal.core import audit
from portal.core.states import moves_of


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move of a letter."""
    audit.register_moves(actions, "letters", moves_of(states))
