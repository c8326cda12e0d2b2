"""What letters write into the audit log."""

from typing import Any

from wagtail import hooks

from applications.letters import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "amend": "New version issued",
    "ask_change": "Change asked for",
    "answer_change": "Change refused, with the reason",
    "extend": "More time given",
    "remind": "Signer reminded",
    "view": "Opened by the state",
    "reminders": "Reminders switched on or off",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move of a letter, and for what changes it without one."""
    audit.register(actions, "letters", FACTS)
    audit.register_moves(actions, "letters", moves_of(states))
