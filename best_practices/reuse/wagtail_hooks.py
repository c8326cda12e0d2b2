"""What reuse writes into the audit log."""

from typing import Any

from wagtail import hooks

from best_practices.reuse import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "adopt": "Practice taken up by a school",
    "check_in": "Check-in of an adoption",
    "give_feedback": "Words on a practice",
    "take_feedback_back": "Words on a practice taken back",
    "set_weights": "Weights of suggestions set",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what else happens."""
    audit.register(actions, "reuse", FACTS)
    audit.register_moves(actions, "reuse", moves_of(states))
