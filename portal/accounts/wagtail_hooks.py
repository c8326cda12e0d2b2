"""The log actions of accounts."""

from typing import Any

from wagtail import hooks

from portal.core import audit

VERBS = {
    "grant_role": "State role given",
    "end_role": "State role ended",
    "end_sessions": "Sessions ended",
    "disable": "Account closed",
    "enable": "Account opened again",
    "view_as": "Looked at the portal as this person",
    "stop_viewing": "Stopped looking as this person",
    "rename": "Name changed",
}


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """The verbs of this app, for the audit report."""
    audit.register(actions, "accounts", VERBS)
