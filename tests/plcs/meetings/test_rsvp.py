"""Who comes to a PLC's meeting: said on its page, asked of those who have not said, and excused beforehand."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from plcs.meetings import services
from plcs.meetings.models import Meeting, Rsvp
from plcs.workgroups.models import Workgroup
from portal.core.models import OutgoingMail
from tests.factories.meetings import planned, put
from tests.factories.plcs import workgroup_of
from tests.plcs.meetings.test_pages import posted, text_of


@pytest.fixture
def coming(workgroup: Workgroup, plc_lead: Any, plc_member: Any) -> Meeting:
    """In ten days."""
    return planned(workgroup, actor=plc_lead, starts_at=timezone.now() + timedelta(days=10), title="March")


def said(meeting: Meeting, person: Any, coming: str = "yes", reason: str = "") -> Rsvp:
    return services.answer_meeting(meeting, coming=coming, reason=reason, actor=person)


def told(start: str) -> list[str]:
    return sorted(OutgoingMail.objects.filter(key__startswith=start).values_list("to", flat=True))


def test_person_says_whether_they_come_and_all_in_the_plc_see_it(
    coming: Meeting, client_for: Any, plc_lead: Any, plc_member: Any
) -> None:
    member, url = client_for(plc_member), coming.get_absolute_url()
    assert "Do you come? March" in text_of(member, "/start/")
    assert "2 have not said yet." in text_of(member, url)
    assert "Please say why in a word" in posted(member, f"{url}rsvp/", coming="no")
    assert "Noted. You can change it" in posted(member, f"{url}rsvp/", coming="no", reason="A court date")
    assert "Do you come? March" not in text_of(member, "/start/")
    page = text_of(client_for(plc_lead), url)
    assert "cannot come: A court date" in page
    posted(member, f"{url}rsvp/", coming="yes")
    assert "cannot come: " not in text_of(member, url)
    assert Rsvp.objects.count() == 1


def test_who_cannot_come_stands_as_excused_at_first(
    workgroup: Workgroup, client_for: Any, plc_lead: Any, plc_member: Any
) -> None:
    meeting = planned(workgroup, actor=plc_lead)
    said(meeting, plc_member, "no", "A court date")
    services.hold_meeting(meeting, actor=plc_lead)
    page = text_of(client_for(plc_lead), f"{meeting.get_absolute_url()}attendance/")
    chosen = [line for line in page.split("<input") if "checked" in line]
    assert len(chosen) == 1
    assert f'name="person-{plc_member.pk}"' in chosen[0]
    assert 'value="excused"' in chosen[0]


def test_answer_falls_when_the_meeting_is_moved(
    coming: Meeting, client_for: Any, plc_lead: Any, plc_member: Any
) -> None:
    said(coming, plc_member)
    later = coming.starts_at + timedelta(days=1)
    facts = {"title": coming.title, "place": coming.place, "video_link": ""}
    services.change_meeting(coming, starts_at=later, ends_at=later + timedelta(hours=1), **facts, actor=plc_lead)
    assert "2 have not said yet." in text_of(client_for(plc_lead), coming.get_absolute_url())
    assert "Do you come? March" in text_of(client_for(plc_member), "/start/")


def test_only_those_who_have_not_said_are_asked_and_who_cannot_come_is_left_alone(
    coming: Meeting, plc_lead: Any, plc_member: Any
) -> None:
    said(coming, plc_member, "no", "A court date")
    counts = []
    for hours in (24 * 8, 71, 70, 29, 2):
        with time_machine.travel(coming.starts_at - timedelta(hours=hours)):
            counts.append(services.tell_meetings()["meetings"])
    assert counts == [0, 1, 0, 1, 0]
    assert told("meeting-asked") == [plc_lead.email]
    assert told("meeting-near") == [plc_lead.email]


def test_only_people_with_a_place_say_so_and_only_before_it_is_held(
    coming: Meeting, workgroup: Workgroup, plc_lead: Any, facilitator: Any, superintendent: Any
) -> None:
    for person in (facilitator, superintendent):
        with pytest.raises(PermissionDenied):
            said(coming, person)
    held = planned(workgroup, actor=plc_lead)
    services.hold_meeting(held, actor=plc_lead)
    with pytest.raises(PermissionDenied):
        said(held, plc_lead)


def test_meeting_of_another_plc_is_not_asked_of_the_person(client_for: Any, plc_lead: Any, facilitator: Any) -> None:
    planned(workgroup_of(), actor=facilitator, starts_at=timezone.now() + timedelta(days=2), title="Elsewhere")
    assert "Elsewhere" not in text_of(client_for(plc_lead), "/start/")


def test_lead_is_told_to_begin_a_meeting_whose_time_has_come(
    workgroup: Workgroup, client_for: Any, plc_lead: Any, plc_member: Any
) -> None:
    planned(workgroup, actor=plc_lead, title="April")
    assert "Begin it, or cancel it: April" in text_of(client_for(plc_lead), "/start/")
    assert "Begin it, or cancel it" not in text_of(client_for(plc_member), "/start/")


def test_lead_is_told_of_a_wish_to_change_minutes(
    minutes: Any, client_for: Any, plc_lead: Any, plc_member: Any
) -> None:
    put(minutes, actor=plc_lead)
    services.ask_amendment(minutes.sections.get(), words="It was ten.", actor=plc_member)
    assert "Answer a wish to change the minutes of" in text_of(client_for(plc_lead), "/start/")
    assert "Answer a wish to change the minutes of" not in text_of(client_for(plc_member), "/start/")
