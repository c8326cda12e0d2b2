"""The sample PLC at work: approved minutes, a meeting to come, an action, an open decision. All are samples."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from plcs.meetings import services
from plcs.meetings.models import Meeting, Minutes, Section
from plcs.workgroups.demonstration import PEOPLE, SAMPLE
from plcs.workgroups.models import Workgroup
from portal.accounts.demonstration import person

TOPICS = (
    ("What we tried since last time (sample)", "Each school says one thing, with a number.", 15),
    ("Plans of grade 9 students (sample)", "Agree on one form for all schools.", 25),
)
WORDS = (
    "The sample high school tried a weekly hour for plans. 12 of 40 students finished one.\n\nThis text is a sample.",
    "All use the one-page form from March on. The counselor sends it round.\n\nThis text is a sample.",
)
PLACE = "By video (sample)"
QUESTION = "We use the one-page form in all sample schools."


@transaction.atomic
def load() -> None:
    """Fill the sample PLC once; a second time changes nothing."""
    workgroup = Workgroup.objects.get(pathway__slug=SAMPLE)
    if workgroup.meetings.exists():
        return
    lead, *others = (person(name, "") for name in PEOPLE)
    held = _held(workgroup, lead, others)
    _coming(workgroup, lead, others)
    due = timezone.localdate() + timedelta(days=9)
    facts: dict[str, Any] = {"words": "Send round the one-page form (sample)", "owner": others[-1], "due_on": due}
    services.make_action(workgroup, **facts, meeting=held, actor=lead)
    _asked(workgroup, lead, others)


def _at(days: int) -> datetime:
    """Half past three in the afternoon, so many days from now."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(15, 30)))


def _plan(workgroup: Workgroup, title: str, days: int, lead: Any) -> Meeting:
    begin = _at(days)
    facts: dict[str, Any] = {
        "title": title,
        "starts_at": begin,
        "ends_at": begin + timedelta(minutes=40),
        "place": PLACE,
    }
    return services.plan_meetings(workgroup, **facts, actor=lead)[0]


def _held(workgroup: Workgroup, lead: Any, others: list[Any]) -> Meeting:
    """A meeting two weeks ago, from its agenda to its approved minutes."""
    meeting = _plan(workgroup, "Meeting before last (sample)", -14, lead)
    for title, why, minutes in TOPICS:
        item = services.propose_topic(meeting, title=title, why=why, minutes=minutes, actor=others[0])
        services.take_topic(item, actor=lead)
    draft = services.hold_meeting(meeting, actor=lead)
    here = {each.pk: "present" for each in (lead, *others[:-1])}
    services.note_attendance(meeting, presence={**here, others[-1].pk: "excused"}, actor=lead)
    for section, text in zip(Section.objects.filter(minutes=draft), WORDS, strict=True):
        services.save_section(section, text=text, version=0, stay=False, actor=others[0])
    _approve(draft, lead)
    return meeting


def _approve(draft: Minutes, lead: Any) -> None:
    asked = services.put_to_approval(draft, actor=lead)
    for row in asked.present():
        services.agree_to_minutes(asked, shown=asked.round, actor=row.user)


def _coming(workgroup: Workgroup, lead: Any, others: list[Any]) -> None:
    """The next meeting, with one topic taken and one proposed."""
    meeting = _plan(workgroup, "Next meeting (sample)", 7, lead)
    for title, who in (("Numbers of February (sample)", lead), ("Visit to a sample school", others[1])):
        item = services.propose_topic(meeting, title=title, why="A sample topic.", minutes=20, actor=who)
        if who is lead:
            services.take_topic(item, actor=lead)


def _asked(workgroup: Workgroup, lead: Any, others: list[Any]) -> None:
    facts: dict[str, Any] = {
        "question": f"{QUESTION} This is a sample.",
        "background": "A sample question.",
        "quorum": 1,
    }
    decision = services.ask_decision(workgroup, **facts, closes_at=_at(10), actor=lead)
    said = {"stance": "reserved", "reason": "After the holidays (sample)."}
    services.take_position(decision, **said, actor=others[0])
