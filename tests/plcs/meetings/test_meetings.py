"""Meetings and series, and the agenda from proposals to what is taken."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from plcs.meetings import services
from plcs.meetings.models import AgendaItem, Meeting
from plcs.meetings.series import moments
from plcs.workgroups import services as workgroups
from plcs.workgroups.models import Workgroup
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from tests.factories.meetings import planned

SOON = timedelta(days=3)


def central(*parts: int) -> datetime:
    return timezone.make_aware(datetime(*parts))  # type: ignore[arg-type]  # noqa: DTZ001


def coming(workgroup: Workgroup, actor: Any, **facts: Any) -> Meeting:
    return planned(workgroup, actor=actor, starts_at=timezone.now() + SOON, **facts)


def propose(meeting: Meeting, actor: Any, title: str = "Sample topic") -> AgendaItem:
    return services.propose_topic(meeting, title=title, why="", minutes=10, actor=actor)


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [
        ("weekly", [(2027, 3, 1), (2027, 3, 8), (2027, 3, 15)]),
        ("fortnightly", [(2027, 3, 1), (2027, 3, 15), (2027, 3, 29)]),
        ("monthly", [(2027, 3, 1), (2027, 4, 1), (2027, 5, 1)]),
    ],
)
def test_series_keeps_its_hour_over_the_change_of_the_clock(rhythm: str, days: list[tuple[int, ...]]) -> None:
    found = moments(central(2027, 3, 1, 15, 30), central(2027, 3, 1, 16, 10), rhythm, 3)
    assert [timezone.localtime(begin) for begin, _ in found] == [central(*day, 15, 30) for day in days]
    assert all(end - begin == timedelta(minutes=40) for begin, end in found)


def test_series_of_months_ends_on_the_last_day_where_a_month_is_short() -> None:
    found = moments(central(2026, 12, 31, 9), central(2026, 12, 31, 10), "monthly", 3)
    assert [timezone.localdate(begin).isoformat() for begin, _ in found] == ["2026-12-31", "2027-01-31", "2027-02-28"]


def test_change_of_one_meeting_of_a_series_changes_one(workgroup: Workgroup, plc_lead: Any) -> None:
    first = coming(workgroup, plc_lead, rhythm="weekly", count=3)
    second, third = Meeting.objects.filter(series=first.series).exclude(pk=first.pk).order_by("starts_at")
    facts = {"title": "Another", "place": "Elsewhere", "video_link": "", "starts_at": second.starts_at}
    services.change_meeting(second, **facts, ends_at=second.ends_at, actor=plc_lead)
    assert [m.place for m in Meeting.objects.order_by("starts_at")] == ["Sample room", "Elsewhere", "Sample room"]
    assert third.series == first.series != ""
    assert OutgoingMail.objects.filter(subject__startswith="Another time or place").count() == 1


def test_change_of_the_name_alone_mails_nobody(workgroup: Workgroup, plc_lead: Any) -> None:
    found = coming(workgroup, plc_lead)
    OutgoingMail.objects.all().delete()
    kept = {name: getattr(found, name) for name in ("starts_at", "ends_at", "place", "video_link")}
    services.change_meeting(found, title="Other name", **kept, actor=plc_lead)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("who", ["plc_member", "member", "superintendent", "csa_reviewer", "newcomer"])
def test_plan_is_for_leads(who: str, request: Any, workgroup: Workgroup) -> None:
    with pytest.raises(PermissionDenied):
        planned(workgroup, actor=request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["plc_lead", "facilitator"])
def test_plan_in_a_closed_plc_is_for_nobody(
    who: str, request: Any, workgroup: Workgroup, facilitator: Any, plc_lead: Any
) -> None:
    workgroups.close_workgroup(workgroup, reason="Sample", actor=facilitator)
    with pytest.raises(PermissionDenied):
        planned(workgroup, actor=request.getfixturevalue(who))


def test_propose_is_for_those_who_take_part_until_the_agenda_is_closed(
    workgroup: Workgroup, plc_lead: Any, plc_member: Any, newcomer: Any
) -> None:
    found = coming(workgroup, plc_lead)
    propose(found, plc_member)
    with pytest.raises(PermissionDenied):
        propose(found, newcomer)
    stale = Meeting.objects.get(pk=found.pk)
    services.close_agenda(found, closed=True, actor=plc_lead)
    with pytest.raises(NotAllowed, match="closed a moment ago"):
        propose(stale, plc_member)
    assert AgendaItem.objects.count() == 1
    services.close_agenda(found, closed=False, actor=plc_lead)
    propose(Meeting.objects.get(pk=found.pk), plc_member)


def test_agenda_is_ordered_by_the_leads(workgroup: Workgroup, plc_lead: Any, plc_member: Any) -> None:
    found = coming(workgroup, plc_lead)
    one, two, three = (propose(found, plc_member, title) for title in "abc")
    with pytest.raises(PermissionDenied):
        services.take_topic(one, actor=plc_member)
    for item in (one, two, three):
        services.take_topic(item, actor=plc_lead)
    services.move_topic(three, up=True, actor=plc_lead)
    services.move_topic(one, up=False, actor=plc_lead)
    assert [item.title for item in found.agenda.all()] == ["c", "a", "b"]
    services.move_topic(three, up=True, actor=plc_lead)
    assert [item.title for item in found.agenda.all()] == ["c", "a", "b"]


def test_postpone_carries_a_topic_to_the_next_of_the_series(workgroup: Workgroup, plc_lead: Any) -> None:
    first = coming(workgroup, plc_lead, rhythm="weekly", count=2)
    planned(workgroup, actor=plc_lead, starts_at=first.starts_at + timedelta(days=1), title="Between")
    carried = services.postpone_topic(propose(first, plc_lead), actor=plc_lead)
    assert carried is not None
    assert carried.meeting.series == first.series
    assert carried.meeting != first
    assert (carried.state, carried.carried_from.state) == ("proposed", "postponed")


def test_postpone_waits_for_the_next_meeting_where_none_is_planned(workgroup: Workgroup, plc_lead: Any) -> None:
    first = coming(workgroup, plc_lead)
    assert services.postpone_topic(propose(first, plc_lead), actor=plc_lead) is None
    following = planned(workgroup, actor=plc_lead, starts_at=first.starts_at + timedelta(days=7))
    assert [item.title for item in following.agenda.all()] == ["Sample topic"]
    planned(workgroup, actor=plc_lead, starts_at=first.starts_at + timedelta(days=9))
    assert AgendaItem.objects.count() == 2


def test_cancel_tells_all_and_carries_the_topics(workgroup: Workgroup, plc_lead: Any, plc_member: Any) -> None:
    first = coming(workgroup, plc_lead, rhythm="weekly", count=2)
    services.take_topic(propose(first, plc_member), actor=plc_lead)
    services.cancel_meeting(first, reason="Sample storm", actor=plc_lead)
    following = Meeting.objects.get(state="planned")
    assert [item.title for item in following.agenda.all()] == ["Sample topic"]
    told = OutgoingMail.objects.filter(subject__startswith="Cancelled")
    assert {mail.to for mail in told} == {plc_lead.email, plc_member.email}
    with pytest.raises(PermissionDenied):
        services.hold_meeting(first, actor=plc_lead)


def test_hold_makes_a_section_for_each_topic_taken(workgroup: Workgroup, plc_lead: Any) -> None:
    found = planned(workgroup, actor=plc_lead)
    for title in ("First", "Second"):
        services.take_topic(propose(found, plc_lead, title), actor=plc_lead)
    propose(found, plc_lead, "Left over")
    minutes = services.hold_meeting(found, actor=plc_lead)
    assert [section.title for section in minutes.sections.all()] == ["First", "Second"]


def test_hold_is_refused_before_it_begins(workgroup: Workgroup, plc_lead: Any) -> None:
    with pytest.raises(NotAllowed, match="has not begun"):
        services.hold_meeting(coming(workgroup, plc_lead), actor=plc_lead)


def test_attendance_is_noted_for_people_of_the_plc_only(
    meeting: Meeting, plc_lead: Any, plc_member: Any, newcomer: Any
) -> None:
    services.hold_meeting(meeting, actor=plc_lead)
    said = {plc_lead.pk: "present", plc_member.pk: "excused", newcomer.pk: "present"}
    services.note_attendance(meeting, presence=said, actor=plc_lead)
    services.note_attendance(meeting, presence={plc_member.pk: "absent"}, actor=plc_lead)
    assert dict(meeting.attendance.values_list("user", "presence")) == {
        plc_lead.pk: "present",
        plc_member.pk: "absent",
    }
    with pytest.raises(PermissionDenied):
        services.note_attendance(meeting, presence=said, actor=plc_member)
