"""The audit log's words for what happens to an import."""

from typing import Any

from wagtail import hooks

from portal.accountability import states
from portal.core import audit
from portal.core.states import moves_of


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Uploading, and every move of an import."""
    audit.register_moves(actions, "accountability", moves_of(states))
    audit.register(actions, "accountability", {"upload": "Uploaded a file"})
