"""What applications write into the audit log."""

from typing import Any

from wagtail import hooks

from applications.intake import states
from portal.core import audit
from portal.core.states import moves_of


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move of an application, and its beginning."""
    audit.register(actions, "intake", {"begin": "Application begun"})
    audit.register_moves(actions, "intake", moves_of(states))
