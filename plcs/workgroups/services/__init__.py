"""Every write to the workgroups."""

from plcs.workgroups.services.awaiting import (
    await_person,
    stop_mail,
    take_back_awaited,
    tell_awaited,
    welcome_awaited,
)
from plcs.workgroups.services.groups import begin_workgroup, close_workgroup, reopen_workgroup, write_charter
from plcs.workgroups.services.places import (
    admit_place,
    decline_place,
    end_place,
    invite_person,
    join_workgroup,
    name_lead,
)
from plcs.workgroups.services.seats import ask_seat, decline_seat, grant_seat, leave_seat, withdraw_seat

__all__ = [
    "admit_place",
    "ask_seat",
    "await_person",
    "begin_workgroup",
    "close_workgroup",
    "decline_place",
    "decline_seat",
    "end_place",
    "grant_seat",
    "invite_person",
    "join_workgroup",
    "leave_seat",
    "name_lead",
    "reopen_workgroup",
    "stop_mail",
    "take_back_awaited",
    "tell_awaited",
    "welcome_awaited",
    "withdraw_seat",
    "write_charter",
]
