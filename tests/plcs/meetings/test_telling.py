"""What is told because a day came: each fact once, to those it concerns, and the silence that approves."""

import json
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import time_machine
from django.core.management import call_command
from django.utils import timezone

from plcs.meetings import services
from plcs.meetings.models import Minutes
from plcs.workgroups import services as workgroups
from plcs.workgroups.models import Place, Workgroup
from portal.core.models import OutgoingMail
from tests.factories.meetings import put
from tests.plcs.meetings.test_actions import noted
from tests.plcs.meetings.test_decisions import asked, say

NONE = {"actions": 0, "decisions": 0, "approved": 0, "meetings": 0}


def subjects(start: str) -> list[str]:
    return sorted(OutgoingMail.objects.filter(subject__startswith=start).values_list("to", flat=True))


def at(day: Any) -> Any:
    """Noon of a day in Central time."""
    return time_machine.travel(timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=12))


def test_action_is_told_three_days_before_and_once_when_overdue(
    workgroup: Workgroup, plc_lead: Any, plc_member: Any
) -> None:
    due = noted(workgroup, plc_member, plc_lead, days=10).due_on
    told = []
    for days in (-4, -3, -2, 0, 1, 2, 9):
        with at(due + timedelta(days=days)):
            told.append(services.tell_meetings()["actions"])
    assert told == [0, 1, 0, 0, 1, 0, 0]
    assert subjects("Due ") == [plc_member.email]
    assert subjects("Overdue") == [plc_member.email]


def test_action_that_is_done_or_whose_owner_left_is_not_told(
    workgroup: Workgroup, plc_lead: Any, place: Place, member: Any
) -> None:
    services.move_action(noted(workgroup, plc_lead, plc_lead, days=1), verb="finish", note="", actor=plc_lead)
    noted(workgroup, member, plc_lead, days=1)
    workgroups.end_place(place, reason="", actor=member)
    assert services.tell_meetings() == NONE


def test_action_with_another_day_is_told_anew(workgroup: Workgroup, plc_lead: Any) -> None:
    action = noted(workgroup, plc_lead, plc_lead, days=1)
    assert services.tell_meetings()["actions"] == 1
    later = action.due_on + timedelta(days=1)
    services.change_action(action, words=action.words, owner=plc_lead, due_on=later, actor=plc_lead)
    assert services.tell_meetings()["actions"] == 1


def test_decision_that_closes_soon_is_told_to_those_who_have_not_answered(
    workgroup: Workgroup, plc_lead: Any, plc_member: Any, place: Place
) -> None:
    decision = asked(workgroup, plc_lead)
    say(decision, plc_member, "agree")
    assert services.tell_meetings() == NONE
    with time_machine.travel(decision.closes_at - timedelta(days=1), tick=False):
        assert services.tell_meetings()["decisions"] == 2
        assert services.tell_meetings() == NONE
    assert subjects("It closes soon") == sorted([plc_lead.email, place.user.email])


def test_command_approves_after_seven_days_and_tells_in_json(minutes: Minutes, plc_lead: Any) -> None:
    put(minutes, actor=plc_lead)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        out = StringIO()
        call_command("tell_meetings", "--json", stdout=out)
        assert json.loads(out.getvalue()) == {**NONE, "approved": 1}
        call_command("tell_meetings", stdout=out)
    assert "0 minutes approved." in out.getvalue()
    assert Minutes.objects.get().state == "approved"


def test_command_tells_nothing_in_a_closed_plc(
    workgroup: Workgroup, minutes: Minutes, plc_lead: Any, facilitator: Any
) -> None:
    noted(workgroup, plc_lead, plc_lead, days=1)
    decision = asked(workgroup, plc_lead)
    put(minutes, actor=plc_lead)
    workgroups.close_workgroup(workgroup, reason="Sample", actor=facilitator)
    with time_machine.travel(decision.closes_at - timedelta(minutes=1), tick=False):
        assert services.tell_meetings() == NONE
    with time_machine.travel(decision.closes_at + timedelta(days=3), tick=False):
        assert services.tell_meetings() == NONE
