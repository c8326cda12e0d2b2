"""What the ledger writes into the audit log."""

from typing import Any

from wagtail import hooks

from portal.core import audit
from portal.core.states import moves_of
from portal.participation import states


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """An entry contested, and one action for each move."""
    audit.register(actions, "participation", {"contest": "Entry of a ledger contested"})
    audit.register_moves(actions, "participation", moves_of(states))
