"""What conflicts of interest write into the audit log."""

from typing import Any

from wagtail import hooks

from portal.core import audit

FACTS = {"declare": "Conflict of interest declared", "end": "Declaration of a conflict ended"}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Declared and ended."""
    audit.register(actions, "conflicts", FACTS)
