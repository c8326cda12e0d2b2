"""Every write to meetings, their agendas and minutes, to actions, decisions and files."""

from plcs.meetings.services.actions import change_action, make_action, move_action
from plcs.meetings.services.agenda import (
    close_agenda,
    decline_topic,
    move_topic,
    postpone_topic,
    propose_topic,
    take_topic,
)
from plcs.meetings.services.approving import (
    agree_to_minutes,
    answer_amendment,
    approve_silent,
    ask_amendment,
    correct_minutes,
    promote_minutes,
    put_to_approval,
    take_back,
)
from plcs.meetings.services.decisions import (
    ask_decision,
    close_decision,
    review_decision,
    take_position,
    withdraw_decision,
)
from plcs.meetings.services.files import add_file, add_version
from plcs.meetings.services.meetings import (
    answer_meeting,
    cancel_meeting,
    change_meeting,
    hold_meeting,
    note_attendance,
    plan_meetings,
)
from plcs.meetings.services.telling import tell_meetings
from plcs.meetings.services.writing import (
    Clash,
    add_section,
    leave_section,
    restore_version,
    save_section,
    take_section,
)

__all__ = [
    "Clash",
    "add_file",
    "add_section",
    "add_version",
    "agree_to_minutes",
    "answer_amendment",
    "answer_meeting",
    "approve_silent",
    "ask_amendment",
    "ask_decision",
    "cancel_meeting",
    "change_action",
    "change_meeting",
    "close_agenda",
    "close_decision",
    "correct_minutes",
    "decline_topic",
    "hold_meeting",
    "leave_section",
    "make_action",
    "move_action",
    "move_topic",
    "note_attendance",
    "plan_meetings",
    "postpone_topic",
    "promote_minutes",
    "propose_topic",
    "put_to_approval",
    "restore_version",
    "review_decision",
    "save_section",
    "take_back",
    "take_position",
    "take_section",
    "take_topic",
    "tell_meetings",
    "withdraw_decision",
]
