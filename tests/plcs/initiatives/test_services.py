"""Rules of initiatives that no page lets one break: districts, moves, audit, races, the ledger."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from plcs.initiatives import services
from plcs.initiatives.models import Cycle, Idea, Initiative
from plcs.initiatives.providers import initiative_facts
from plcs.initiatives.services import Clash
from plcs.workgroups.models import Workgroup
from portal.core.dates import school_year
from portal.core.errors import NotAllowed
from portal.participation.duties import Duty
from tests.factories.initiatives import begun, concluded, idea_of, planned, running

YEAR = school_year(timezone.localdate())


def facts(initiative: Initiative, *years: int) -> list[Any]:
    return list(initiative_facts([initiative.district_id], years or (YEAR,)))


def test_nobody_begins_for_another_district(workgroup: Workgroup, plc_lead: Any, rival_district: Any) -> None:
    aim = {"title": "T", "aim": "A", "due_on": date(2030, 1, 1)}
    with pytest.raises(PermissionDenied):
        services.begin_initiative(workgroup, district=rival_district, **aim, actor=plc_lead)


def test_cycle_is_looked_after_by_the_district_itself(idea: Idea, plc_lead: Any, plc_member: Any) -> None:
    with pytest.raises(NotAllowed, match="is not in this PLC for"):
        planned(idea, actor=plc_lead, owner=plc_member)


def test_secondary_driver_acts_on_a_primary_one_of_the_same_initiative(
    initiative: Initiative, workgroup: Workgroup, plc_lead: Any
) -> None:
    primary = services.add_driver(initiative, words="One", actor=plc_lead)
    secondary = services.add_driver(initiative, words="Two", parent=primary, actor=plc_lead)
    other = begun(workgroup, actor=plc_lead)
    for target, parent in ((initiative, secondary), (other, primary)):
        with pytest.raises(NotAllowed, match="acts on a primary driver"):
            services.add_driver(target, words="Three", parent=parent, actor=plc_lead)


def test_each_move_writes_one_audit_row(initiative: Initiative, idea: Idea, plc_lead: Any) -> None:
    dropped = planned(idea, actor=plc_lead)
    services.drop_cycle(dropped, reason="No bus", actor=plc_lead)
    concluded(idea, actor=plc_lead)
    services.move_initiative(initiative, verb="finish", outcome="Done.", actor=plc_lead)
    services.move_initiative(initiative, verb="go_on", outcome="Done.", actor=plc_lead)
    services.move_initiative(initiative, verb="stop", outcome="No time.", actor=plc_lead)
    for verb in ("drop", "run", "conclude", "finish", "go_on", "stop", "begin"):
        assert ModelLogEntry.objects.filter(action=f"initiatives.{verb}").count() == 1, verb


def test_cycle_saved_over_an_older_version_is_a_clash_and_overwrites_nothing(idea: Idea, plc_lead: Any) -> None:
    cycle = running(idea, actor=plc_lead)
    assert isinstance(services.write_cycle(cycle, version=1, happened="First", actor=plc_lead), Cycle)
    clash = services.write_cycle(cycle, version=1, happened="Second", actor=plc_lead)
    assert isinstance(clash, Clash)
    assert (clash.stands.happened, clash.version) == ("First", 2)
    assert Cycle.objects.get().happened == "First"


def test_steps_are_taken_in_order(idea: Idea, plc_lead: Any) -> None:
    cycle = planned(idea, actor=plc_lead)
    services.write_cycle(cycle, version=1, happened="x", learned="y", act="adopt", actor=plc_lead)
    with pytest.raises(NotAllowed, match="already planned"):
        services.conclude_cycle(cycle, actor=plc_lead)
    services.run_cycle(cycle, actor=plc_lead)
    with pytest.raises(NotAllowed, match="already being tried"):
        services.run_cycle(cycle, actor=plc_lead)
    assert services.conclude_cycle(cycle, actor=plc_lead).state == "concluded"


def test_ledger_counts_an_initiative_once_its_first_idea_is_tried(
    initiative: Initiative, idea: Idea, plc_lead: Any
) -> None:
    assert facts(initiative) == []
    planned(idea, actor=plc_lead)
    assert facts(initiative) == []
    for _ in range(2):
        running(idea, actor=plc_lead)
    (fact,) = facts(initiative)
    assert (fact.leaid, fact.year, fact.duty) == (initiative.district_id, YEAR, Duty.INITIATIVES)
    assert fact.url == initiative.get_absolute_url()


def test_ledger_does_not_count_what_was_dropped(initiative: Initiative, idea: Idea, plc_lead: Any) -> None:
    services.drop_cycle(running(idea, actor=plc_lead), reason="No bus", actor=plc_lead)
    assert facts(initiative) == []


def test_ledger_counts_an_initiative_in_each_school_year_in_which_it_tries_something(
    initiative: Initiative, idea: Idea, plc_lead: Any
) -> None:
    for day in (date(2025, 6, 30), date(2025, 7, 1), date(2026, 6, 30)):
        Cycle.objects.filter(pk=running(idea, actor=plc_lead).pk).update(run_on=day)
    assert [(fact.year, fact.on) for fact in facts(initiative, 2025, 2026)] == [
        (2025, date(2025, 6, 30)),
        (2026, date(2025, 7, 1)),
    ]
    assert facts(initiative, 2027) == []


def test_ledger_asks_one_query_for_any_number(
    initiative: Initiative, workgroup: Workgroup, plc_lead: Any, plc_member: Any
) -> None:
    for person in (plc_lead, plc_member) * 3:
        running(idea_of(begun(workgroup, actor=person), actor=person), actor=person)
    leaids = list(Initiative.objects.values_list("district_id", flat=True).distinct())
    with CaptureQueriesContext(connection) as asked:
        assert len(list(initiative_facts(leaids, (YEAR,)))) == 6
    assert len(asked) == 1


def test_ledger_page_of_the_district_opens_its_evidence(
    initiative: Initiative, idea: Idea, client_for: Any, plc_lead: Any, superintendent: Any
) -> None:
    running(idea, actor=plc_lead)
    page = client_for(superintendent).get(f"/participation/{initiative.district_id}/{YEAR - 1}-{YEAR % 100:02}/")
    assert initiative.get_absolute_url() in page.content.decode()
    assert client_for(superintendent).get(initiative.get_absolute_url()).status_code == 200
