"""What the work list writes into the audit log."""

from typing import Any

from wagtail import hooks

from portal.core import audit


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Who claimed what, and gave it back."""
    audit.register(actions, "worklist", {"claim": "Work claimed", "release": "Claim ended"})
