"""What meetings of the Commission write into the audit log."""

from typing import Any

from wagtail import hooks

from applications.commission import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "plan": "Meeting planned",
    "add_item": "Proposal put on the agenda",
    "remove_item": "Proposal taken off the agenda",
    "freeze_packet": "Packet frozen",
    "move": "Motion made",
    "second": "Motion seconded",
    "take_back": "Motion taken back",
    "vote": "Vote cast",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and for what members do."""
    audit.register(actions, "commission", FACTS)
    audit.register_moves(actions, "commission", moves_of(states))
