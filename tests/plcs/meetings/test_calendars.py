"""Meetings of a PLC in the calendars of its people: stable, changed, cancelled, and gone with the place."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from plcs.meetings import services
from plcs.workgroups.models import Place, Workgroup
from plcs.workgroups.services import end_place
from portal.events.services import renew_calendar
from tests.factories.meetings import planned


@pytest.fixture(params=["all", "plc"])
def address(request: Any, workgroup: Workgroup, plc_member: Any) -> str:
    """The secret address of the member's calendar: of everything, or of the PLC."""
    pathway = workgroup.pathway if request.param == "plc" else None
    return f"/events/calendars/{renew_calendar(pathway=pathway, actor=plc_member).code}.ics"


def entries(client: Client, address: str) -> dict[str, Any]:
    """The entries of a calendar, by UID."""
    answer = client.get(address)
    assert answer.status_code == 200
    return {str(each["uid"]): each for each in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_calendar_follows_the_meetings_of_the_plc(
    address: str, workgroup: Workgroup, plc_lead: Any, client: Client
) -> None:
    begin = timezone.now() + timedelta(days=3)
    meeting = planned(workgroup, actor=plc_lead, starts_at=begin, video_link="https://example.org/room")
    (uid, first), *others = entries(client, address).items()
    assert others == []
    assert (str(first["summary"]), first["sequence"]) == (f"Sample meeting ({workgroup})", 0)
    assert "https://example.org/room" in str(first["description"])
    later = {"starts_at": begin + timedelta(days=1), "ends_at": begin + timedelta(days=1, hours=1)}
    services.change_meeting(meeting, title="Sample meeting", place="Room 2", video_link="", **later, actor=plc_lead)
    moved = entries(client, address)[uid]
    assert (moved["sequence"], str(moved["location"])) == (1, "Room 2")
    assert abs(moved["dtstart"].dt - later["starts_at"]) < timedelta(seconds=1)
    services.cancel_meeting(meeting, reason="Sample storm", actor=plc_lead)
    off = entries(client, address)[uid]
    assert (off["sequence"], str(off["status"])) == (2, "CANCELLED")


def test_calendar_is_empty_for_who_left_the_plc(
    address: str, workgroup: Workgroup, plc_lead: Any, plc_member: Any, client: Client
) -> None:
    planned(workgroup, actor=plc_lead)
    assert len(entries(client, address)) == 1
    end_place(Place.objects.get(user=plc_member), reason="", actor=plc_member)
    assert entries(client, address) == {}
