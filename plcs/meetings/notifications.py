"""What is told about meetings and their minutes, one function for each fact. All of it is private to the PLC."""

from typing import Any

from plcs.meetings.models import Action, Amendment, Correction, Decision, Meeting, Minutes
from plcs.workgroups.notifications import leads_of, people_of
from portal.core import mail
from portal.core.models import OutgoingMail

FOLDER = "meetings/mail"
NEWS = "meetings"


def tell(name: str, to: Any, about: Any, key: str, **context: Any) -> int:
    """Tell it to those who may still read it when the mail leaves; how many had not been told before."""
    already = set(OutgoingMail.objects.filter(key=key[:200]).values_list("to", flat=True))
    mails = mail.post(f"{FOLDER}/{name}.txt", to=to, key=key, about=about, permission="meetings.read", **context)
    return len({each.to for each in mails} - already)


def meetings_planned(meetings: list[Meeting]) -> None:
    """To the people of the PLC: when they meet."""
    first = meetings[0]
    key = f"meeting-planned-{first.reference}"
    tell("planned", people_of(first.workgroup), first, key, topic=NEWS, meetings=meetings, first=first)


def meeting_moved(meeting: Meeting) -> None:
    """To the people of the PLC: another time or place. Essential: who hears it late stands before a closed door."""
    key = f"meeting-moved-{meeting.reference}-{meeting.starts_at:%Y%m%d%H%M}-{meeting.ends_at:%H%M}"
    key += f"-{meeting.place[:40]}-{meeting.video_link[-40:]}"
    tell("moved", people_of(meeting.workgroup), meeting, key, meeting=meeting)


def meeting_cancelled(meeting: Meeting) -> None:
    """To the people of the PLC: it does not take place."""
    key = f"meeting-cancelled-{meeting.reference}"
    tell("cancelled", people_of(meeting.workgroup), meeting, key, meeting=meeting)


def meeting_asked(meeting: Meeting, people: list[Any]) -> int:
    """To those who have not said whether they come."""
    key = f"meeting-asked-{meeting.reference}-{meeting.starts_at:%Y%m%d%H%M}"
    return tell("meeting_asked", people, meeting, key, topic=NEWS, meeting=meeting)


def meeting_near(meeting: Meeting, people: list[Any]) -> int:
    """To those who may come: it is soon."""
    key = f"meeting-near-{meeting.reference}-{meeting.starts_at:%Y%m%d%H%M}"
    agenda = [item.title for item in meeting.agenda.filter(state="taken")]
    return tell("meeting_near", people, meeting, key, topic=NEWS, meeting=meeting, agenda=agenda)


def minutes_put(minutes: Minutes) -> None:
    """To those who were present: please read and agree, or ask for a change."""
    people = [row.user for row in minutes.present()]
    key = f"minutes-put-{minutes.pk}-{minutes.round}"
    tell("minutes_put", people, minutes, key, minutes=minutes)


def amendment_asked(amendment: Amendment) -> None:
    """To the leads: somebody who was present wants a change."""
    people = leads_of(amendment.workgroup)
    tell("amendment_asked", people, amendment, f"amendment-asked-{amendment.pk}", amendment=amendment)


def amendment_answered(amendment: Amendment) -> None:
    """To who asked: taken in or not, and why."""
    key = f"amendment-answered-{amendment.pk}"
    tell("amendment_answered", [amendment.asked_by], amendment, key, amendment=amendment)


def minutes_approved(minutes: Minutes) -> None:
    """To the people of the PLC: the minutes are approved."""
    key = f"minutes-approved-{minutes.pk}"
    tell("minutes_approved", people_of(minutes.workgroup), minutes, key, topic=NEWS, minutes=minutes)


def minutes_corrected(note: Correction) -> None:
    """To those who were present: a note was added."""
    people = [row.user for row in note.minutes.present()]
    tell("minutes_corrected", people, note.minutes, f"minutes-corrected-{note.pk}", note=note)


def action_given(action: Action, *, by: Any) -> None:
    """To the owner: this falls to you."""
    key = f"action-given-{action.reference}-{action.owner_id}-{action.due_on}"
    tell("action_given", [action.owner], action, key, action=action, by=by)


def action_due(action: Action) -> int:
    """To the owner, three days before: essential, since others wait for it."""
    key = f"action-due-{action.reference}-{action.owner_id}-{action.due_on}"
    return tell("action_due", [action.owner], action, key, action=action)


def action_overdue(action: Action) -> int:
    """To the owner, once: its day has passed."""
    key = f"action-overdue-{action.reference}-{action.owner_id}-{action.due_on}"
    return tell("action_overdue", [action.owner], action, key, action=action)


def decision_asked(decision: Decision) -> None:
    """To the people of the PLC: what do you say for your district?"""
    people = people_of(decision.workgroup)
    tell("decision_asked", people, decision, f"decision-asked-{decision.reference}", decision=decision)


def decision_closes(decision: Decision) -> int:
    """To those who have not answered: it closes soon."""
    answered = set(decision.positions.values_list("user", flat=True))
    people = [person for person in people_of(decision.workgroup) if person.pk not in answered]
    key = f"decision-closes-{decision.reference}"
    return tell("decision_closes", people, decision, key, decision=decision)


def decision_closed(decision: Decision) -> None:
    """To the people of the PLC: the outcome."""
    people, key = people_of(decision.workgroup), f"decision-closed-{decision.reference}"
    tell("decision_closed", people, decision, key, decision=decision)


def decision_withdrawn(decision: Decision) -> None:
    """To the people of the PLC: it is not asked any more, and why."""
    people, key = people_of(decision.workgroup), f"decision-withdrawn-{decision.reference}"
    tell("decision_withdrawn", people, decision, key, decision=decision)
