"""What offers and requests write into the audit log."""

from typing import Any

from wagtail import hooks

from mentorship.profiles import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "write_offer": "Offer to mentor written",
    "write_request": "Request for a mentor written",
    "declare_block": "Block between two districts declared",
    "end_block": "Block between two districts ended",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what else is written."""
    audit.register(actions, "profiles", FACTS)
    audit.register_moves(actions, "profiles", moves_of(states))
