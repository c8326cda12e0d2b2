"""What meetings write into the audit log."""

from typing import Any

from wagtail import hooks

from plcs.meetings import states
from portal.core import audit
from portal.core.states import moves_of

FACTS = {
    "plan": "Meeting planned",
    "change": "Meeting changed",
    "rsvp": "Said whether one comes to a meeting",
    "propose": "Topic proposed for an agenda",
    "order_agenda": "Agenda put in order",
    "close_agenda": "Agenda closed, or opened again",
    "note_attendance": "Attendance noted",
    "add_section": "Section of minutes added",
    "write": "Section of minutes written",
    "renew": "Those present asked anew to agree with minutes",
    "agree": "Agreed with minutes",
    "amend": "Change of minutes asked for",
    "correct": "Approved minutes corrected by a note",
    "promote": "Practice begun from approved minutes",
    "make_action": "Action noted",
    "change_action": "Action changed",
    "ask": "Decision put to a PLC",
    "take_position": "Position on a decision taken",
    "review": "Decision looked at again",
    "add_file": "File added, or a version of it",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what else happens."""
    audit.register(actions, "meetings", FACTS)
    audit.register_moves(actions, "meetings", moves_of(states))
