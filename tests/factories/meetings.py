"""Meetings with agendas and minutes, for tests; made by services, as people would."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from plcs.meetings import services
from plcs.meetings.models import Meeting, Minutes, Section
from plcs.workgroups.models import Workgroup


def planned(workgroup: Workgroup, *, actor: Any, **facts: Any) -> Meeting:
    """A meeting that began an hour ago and can be held, or as `facts` say; of a series, the first."""
    begin = facts.pop("starts_at", timezone.now() - timedelta(hours=1))
    given = {
        "title": "Sample meeting",
        "starts_at": begin,
        "ends_at": begin + timedelta(hours=1),
        "place": "Sample room",
    }
    return services.plan_meetings(workgroup, **{**given, **facts}, actor=actor)[0]


def held(workgroup: Workgroup, *, actor: Any, topics: tuple[str, ...] = ("Sample topic",), **facts: Any) -> Minutes:
    """The minutes of a meeting at which all people of the PLC were present."""
    meeting = facts.pop("meeting", None) or planned(workgroup, actor=actor, **facts)
    for title in topics:
        item = services.propose_topic(meeting, title=title, why="", minutes=10, actor=actor)
        services.take_topic(item, actor=actor)
    minutes = services.hold_meeting(meeting, actor=actor)
    everybody = {place.user_id: "present" for place in workgroup.places.in_force()}
    services.note_attendance(meeting, presence=everybody, actor=actor)
    return minutes


def written(section: Section, text: str, *, actor: Any) -> Section:
    """A section with new words."""
    section.refresh_from_db()
    saved = services.save_section(section, text=text, version=section.version, stay=False, actor=actor)
    assert isinstance(saved, Section)
    return saved


def put(minutes: Minutes, *, actor: Any, text: str = "Sample words.") -> Minutes:
    """Minutes that those present are asked to agree with."""
    for section in minutes.sections.all():
        written(section, text, actor=actor)
    return services.put_to_approval(minutes, actor=actor)


def approved(minutes: Minutes, *, actor: Any, text: str = "Sample words.") -> Minutes:
    """Minutes to which all present have agreed."""
    asked = put(minutes, actor=actor, text=text)
    for row in asked.present():
        services.agree_to_minutes(asked, shown=asked.round, actor=row.user)
    return Minutes.objects.select_related("meeting__workgroup__pathway", "sealed").get(pk=minutes.pk)
