"""What the workgroups write into the audit log."""

from typing import Any

from wagtail import hooks

from plcs.workgroups import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "begin": "PLC begun",
    "write_charter": "Charter of a PLC written",
    "ask_seat": "Seat in a PLC asked for",
    "leave_seat": "Seat in a PLC given up",
    "await": "Invited person awaited in a PLC",
    "join": "Joined a PLC, or asked to",
    "invite": "Place in a PLC given",
    "name_lead": "Lead of a PLC named",
    "end_lead": "Lead of a PLC no longer",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what else happens."""
    audit.register(actions, "workgroups", FACTS)
    audit.register_moves(actions, "workgroups", moves_of(states))
