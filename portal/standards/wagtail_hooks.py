"""What the standards write into the audit log."""

from typing import Any

from wagtail import hooks

from portal.core import audit

FACTS = {
    "keep_edition": "Edition of the standards kept",
    "add": "Standard added",
    "revise": "Standard revised: a new version",
    "link": "Standard linked to another edition",
    "unlink": "Link between editions taken away",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each thing that is written."""
    audit.register(actions, "standards", FACTS)
