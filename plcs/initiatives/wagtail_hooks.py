"""What initiatives write into the audit log."""

from typing import Any

from wagtail import hooks

from plcs.initiatives import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "begin": "Initiative begun",
    "change": "Initiative changed",
    "draw": "Driver diagram changed",
    "plan_cycle": "PDSA cycle planned",
    "write_cycle": "PDSA cycle written",
    "promote": "Practice begun from a PDSA cycle",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what else happens."""
    audit.register(actions, "initiatives", FACTS)
    audit.register_moves(actions, "initiatives", moves_of(states))
