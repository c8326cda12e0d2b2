"""What improvement writes into the audit log."""

from typing import Any

from wagtail import hooks

from best_practices.improvement import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "identify": "Work with a school begun",
    "upload": "Artifact given",
    "excuse": "Artifact not asked for",
    "take_excuse_back": "Artifact asked for after all",
    "support": "Support noted",
    "ask_support": "Support asked for",
    "write_goal": "Goal of a plan written",
    "remove_goal": "Goal of a plan taken out",
    "write_step": "Step of a plan written",
    "remove_step": "Step of a plan taken out",
    "note_progress": "Progress of a plan noted",
    "answer_request": "Request for support answered",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what else happens."""
    audit.register(actions, "improvement", FACTS)
    audit.register_moves(actions, "improvement", moves_of(states))
