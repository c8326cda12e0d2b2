"""What matching writes into the audit log."""

from typing import Any

from wagtail import hooks

from mentorship.matching import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "make_run": "Matching run made",
    "change_run": "Matching run solved anew",
    "propose": "Pair proposed",
    "accept": "Pair accepted by one side",
    "agree": "Goals of a mentorship written",
    "note_contact": "Contact of a mentorship noted",
    "set_weights": "Weights of the fit set for later runs",
    "survey": "Words at the end of a mentorship",
    "strike_contact": "Contact of a mentorship struck out",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what else is written."""
    audit.register(actions, "matching", FACTS)
    audit.register_moves(actions, "matching", moves_of(states))
