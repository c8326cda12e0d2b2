"""What events write into the audit log."""

from typing import Any

from wagtail import hooks

from portal.core import audit
from portal.core.states import moves_of
from portal.events import states

FACTS = {
    "create": "Event planned",
    "edit": "Event changed",
    "answer": "Answer to an event",
    "name_team": "Team named for an event",
    "note_attendance": "Attendance noted",
    "check_in": "Checked in at an event",
    "watch": "Recording watched",
    "post_material": "Recording or file of an event posted",
    "remove_material": "Recording or file of an event removed",
    "renew_calendar": "Address of a calendar made anew",
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """One action for each move, and what else happens."""
    audit.register(actions, "events", FACTS)
    audit.register_moves(actions, "events", moves_of(states))
