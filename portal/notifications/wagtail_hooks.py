"""The log actions of notifications."""

from typing import Any

from wagtail import hooks

from portal.core import audit


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Who changed how they are told."""
    audit.register(actions, "notifications", {"set_paces": "Chose how to be told"})
