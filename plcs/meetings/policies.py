"""Who may read, plan, propose, write, agree, correct, act and decide in a PLC; in a closed one nobody writes."""

from typing import Any

import rules

from plcs.meetings.models import Action, Minutes, Section
from plcs.meetings.states import MeetingState, MinutesState
from plcs.workgroups.policies import is_inside, is_placed, leads, takes_part
from portal.accounts.policies import is_facilitator
from portal.districts.policies import is_in_a_district


@rules.predicate
def is_to_come(user: Any, thing: Any) -> bool:
    """The meeting is planned."""
    return getattr(thing, "meeting", thing).state == MeetingState.PLANNED


@rules.predicate
def is_held(user: Any, thing: Any) -> bool:
    """The meeting was held."""
    return getattr(thing, "meeting", thing).state == MeetingState.HELD


@rules.predicate
def agenda_is_open(user: Any, meeting: Any) -> bool:
    """Topics may be proposed."""
    return not meeting.agenda_closed


def minutes_of(thing: Any) -> Minutes | None:
    """The minutes that a thing belongs to; none where a meeting has none yet."""
    if isinstance(thing, Section):
        return thing.minutes
    return thing if isinstance(thing, Minutes) else getattr(thing, "minutes", None)


def minutes_are(*states: str) -> rules.Predicate:
    """A predicate: the minutes stand so."""

    @rules.predicate
    def stand_so(user: Any, thing: Any) -> bool:
        minutes = minutes_of(thing)
        return minutes is not None and minutes.state in states

    stand_so.name = "minutes_are_" + "_or_".join(states)
    return stand_so


@rules.predicate
def was_present(user: Any, minutes: Any) -> bool:
    """Was at the meeting, as the attendance says."""
    found = minutes_of(minutes)
    return found is not None and found.present().filter(user=user).exists()


@rules.predicate
def owns(user: Any, action: Action) -> bool:
    """The action is the person's own."""
    return action.owner_id == user.pk


is_draft, in_approval = minutes_are(MinutesState.DRAFT), minutes_are(MinutesState.IN_APPROVAL)
is_approved = minutes_are(MinutesState.APPROVED)

rules.add_perm("meetings.read", is_inside)
rules.add_perm("meetings.plan", leads)
rules.add_perm("meetings.arrange", leads & is_to_come)
rules.add_perm("meetings.rsvp", takes_part & is_placed & is_to_come)
rules.add_perm("meetings.propose", takes_part & is_to_come & agenda_is_open)
rules.add_perm("meetings.order_agenda", leads & is_to_come)
rules.add_perm("meetings.note_attendance", leads & is_held & is_draft)
rules.add_perm("meetings.write", (takes_part & is_draft) | (leads & in_approval))
rules.add_perm("meetings.put", leads & is_draft)
rules.add_perm("meetings.take_back", leads & in_approval)
rules.add_perm("meetings.answer", takes_part & in_approval & was_present)
rules.add_perm("meetings.answer_amendment", leads)
rules.add_perm("meetings.correct", leads & is_approved)
rules.add_perm("meetings.promote", is_inside & is_approved & (is_in_a_district | is_facilitator))
rules.add_perm("meetings.make_action", takes_part)
rules.add_perm("meetings.settle_action", takes_part & (owns | leads))
rules.add_perm("meetings.ask", leads)
rules.add_perm("meetings.take_position", takes_part & is_placed)
rules.add_perm("meetings.keep_file", takes_part)
