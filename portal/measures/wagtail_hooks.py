"""What measures write into the audit log."""

from typing import Any

from wagtail import hooks

from portal.core import audit
from portal.core.states import moves_of
from portal.measures import states

FACTS = {
    "start": "Measure begun",
    "edit": "Measure described anew",
    "enter": "Readings entered",
    "freeze": "Measure frozen as it stands",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what else happens."""
    audit.register(actions, "measures", FACTS)
    audit.register_moves(actions, "measures", moves_of(states))
