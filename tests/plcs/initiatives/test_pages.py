"""The pages of initiatives: from an aim to what was learned; who writes; lists, files, what is typed is never lost."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from best_practices.library.models import Version
from plcs.initiatives import services
from plcs.initiatives.models import Cycle, Driver, Idea, Initiative
from plcs.workgroups import services as workgroups
from plcs.workgroups.models import Workgroup
from portal.core.models import OutgoingMail
from tests.factories.initiatives import LEARNED, begun, concluded, idea_of, planned, running
from tests.factories.measures import measured
from tests.factories.plcs import placed, workgroup_of
from tests.plcs.meetings.test_pages import posted, text_of

TODAY = timezone.localdate
CYCLE = {"question": "Is an hour enough?", "prediction": "Half of the class", "plan": "One class"}


def days(begin: int = 0, end: int = 14) -> dict[str, Any]:
    return {"begins_on": TODAY() + timedelta(days=begin), "ends_on": TODAY() + timedelta(days=end)}


def test_initiative_goes_from_its_aim_to_what_was_learned_on_the_pages(
    workgroup: Workgroup, client_for: Any, plc_lead: Any, plc_member: Any
) -> None:
    lead, member, base = client_for(plc_lead), client_for(plc_member), f"{workgroup.get_absolute_url()}initiatives/"
    assert "Nobody has begun an initiative" in text_of(lead, base)
    aim = {"title": "Talks", "aim": "9 of 10 students have a plan.", "due_on": TODAY() + timedelta(days=90)}
    assert "It is begun." in posted(lead, f"{base}new/", **aim)
    url = Initiative.objects.get().get_absolute_url()
    assert "Talks" in text_of(member, workgroup.get_absolute_url())
    posted(lead, f"{url}drivers/", words="Time for talks")
    primary = Driver.objects.get()
    posted(lead, f"{url}drivers/", words="The timetable", parent=primary.pk)
    secondary = Driver.objects.get(parent=primary)
    assert "A weekly hour" in posted(lead, f"{url}drivers/{secondary.pk}/ideas/", words="A weekly hour")
    idea = Idea.objects.get()
    assert "Idea, not tried yet" in text_of(member, url)
    assert "Planned." in posted(lead, f"{url}ideas/{idea.pk}/plan/", **CYCLE, **days(), owner=plc_lead.pk)
    at = Cycle.objects.get().get_absolute_url()
    assert "Begin cycle 1: A weekly hour" in text_of(lead, "/start/")
    sent = {**CYCLE, **days(), "owner": plc_lead.pk}
    assert "The trial has begun." in posted(lead, f"{at}write/", **sent, version=1, then="run")
    seen = {"happened": "12 of 20 did.", "learned": "More than expected.", "act": "adapt", "next_step": "Twice a week"}
    assert "The PLC is told" in posted(lead, f"{at}write/", **sent, **seen, version=2, then="conclude")
    page = text_of(member, at)
    assert "12 of 20 did." in page
    assert "Adapt: we change it and try again" in page
    assert "Idea, adapted" in text_of(member, url)
    assert "Twice a week" in text_of(lead, f"{url}ideas/{idea.pk}/plan/")
    assert "What came of it stands" in posted(lead, f"{url}end/", verb="finish", outcome="8 of 10 have one.")
    assert "8 of 10 have one." in text_of(member, url)
    assert "It is under way again." in posted(lead, f"{url}go-on/")


def test_only_the_people_of_its_district_in_the_plc_write(
    initiative: Initiative, idea: Idea, client_for: Any, plc_member: Any, facilitator: Any, superintendent: Any
) -> None:
    url = initiative.get_absolute_url()
    for person in (plc_member, facilitator, superintendent):
        browser = client_for(person)
        assert "Add a driver" not in text_of(browser, url)
        assert browser.post(f"{url}drivers/", {"words": "Mine"}).status_code == 403
        assert browser.post(f"{url}ideas/{idea.pk}/plan/", {**CYCLE, **days()}).status_code == 403
    assert Driver.objects.count() == 1


def test_people_of_the_district_outside_the_plc_read_it_and_a_rival_outside_does_not(
    initiative: Initiative, idea: Idea, client_for: Any, plc_lead: Any, superintendent: Any, rival_superintendent: Any
) -> None:
    url, cycle = initiative.get_absolute_url(), planned(idea, actor=plc_lead)
    page = text_of(client_for(superintendent), url)
    assert "The measures are read by the people of the PLC." in page
    assert "Is an hour enough?" in text_of(client_for(superintendent), cycle.get_absolute_url())
    for at in (url, cycle.get_absolute_url(), f"{url}cycles.csv"):
        assert client_for(rival_superintendent).get(at).status_code == 404


def test_who_leaves_the_plc_writes_no_more(
    initiative: Initiative, workgroup: Workgroup, client_for: Any, plc_lead: Any
) -> None:
    workgroups.end_place(workgroup.places.get(user=plc_lead), reason="", actor=plc_lead)
    answer = client_for(plc_lead).post(f"{initiative.get_absolute_url()}drivers/", {"words": "Late"})
    assert answer.status_code == 403
    assert not Driver.objects.exists()


def test_nobody_writes_in_a_closed_plc(
    initiative: Initiative, workgroup: Workgroup, client_for: Any, plc_lead: Any, facilitator: Any
) -> None:
    workgroups.close_workgroup(workgroup, reason="Done", actor=facilitator)
    assert "Add a driver" not in text_of(client_for(plc_lead), initiative.get_absolute_url())
    answer = client_for(plc_lead).post(f"{initiative.get_absolute_url()}drivers/", {"words": "Late"})
    assert answer.status_code == 403


def test_two_who_write_one_cycle_do_not_overwrite_each_other(
    initiative: Initiative, idea: Idea, workgroup: Workgroup, client_for: Any, plc_lead: Any, member: Any
) -> None:
    placed(workgroup, member)
    cycle = running(idea, actor=plc_lead)
    at, sent = f"{cycle.get_absolute_url()}write/", {**CYCLE, **days(), "owner": plc_lead.pk, "version": cycle.version}
    assert "Saved." in posted(client_for(member), at, **sent, happened="The teacher saw this.")
    page = posted(client_for(plc_lead), at, **sent, happened="The lead saw that.")
    assert f"{member.name} saved this cycle meanwhile" in page
    assert "The lead saw that." in page
    assert Cycle.objects.get().happened == "The teacher saw this."
    again = posted(client_for(plc_lead), at, **{**sent, "version": 2}, happened="The teacher saw this. And that.")
    assert "Saved." in again
    assert Cycle.objects.get().happened == "The teacher saw this. And that."


def test_aim_that_somebody_changed_meanwhile_is_not_overwritten(
    initiative: Initiative, client_for: Any, plc_lead: Any
) -> None:
    browser, at = client_for(plc_lead), f"{initiative.get_absolute_url()}change/"
    sent = {"title": "Talks", "aim": "First.", "due_on": "2030-01-01", "version": 1}
    assert "Saved." in posted(browser, at, **sent)
    page = posted(browser, at, **{**sent, "aim": "Second."})
    assert "Somebody changed the aim while you wrote." in page
    assert "Second." in page
    assert Initiative.objects.get().aim == "First."


def test_bad_input_is_told_and_nothing_typed_is_lost(
    initiative: Initiative, idea: Idea, client_for: Any, plc_lead: Any, plc_member: Any
) -> None:
    browser, url = client_for(plc_lead), initiative.get_absolute_url()
    page = posted(browser, f"{url}ideas/{idea.pk}/plan/", **CYCLE, **days(3, 1), owner=plc_lead.pk)
    assert "It ends before it begins." in page
    assert "Half of the class" in page
    sent = {**CYCLE, "owner": plc_lead.pk, "begins_on": "9999-01-01", "ends_on": "9999-02-01"}
    assert "Please choose a year from 2000 to 2100." in posted(browser, f"{url}ideas/{idea.pk}/plan/", **sent)
    assert not Cycle.objects.exists()
    foreign = {**CYCLE, **days(), "owner": plc_member.pk}
    assert "Select a valid choice" in posted(browser, f"{url}ideas/{idea.pk}/plan/", **foreign)
    assert "That day has passed." in posted(
        browser, f"{url}change/", title="T", aim="A", due_on="2020-01-01", version=1
    )


def test_conclusion_that_lacks_words_saves_what_was_written(
    initiative: Initiative, idea: Idea, client_for: Any, plc_lead: Any
) -> None:
    cycle = running(idea, actor=plc_lead)
    sent = {**CYCLE, **days(), "owner": plc_lead.pk, "version": 1, "happened": "12 did.", "then": "conclude"}
    page = posted(client_for(plc_lead), f"{cycle.get_absolute_url()}write/", **sent)
    assert "What you wrote is saved." in page
    assert "Please write what you learned (Study)." in page
    fresh = Cycle.objects.get()
    assert (fresh.state, fresh.happened) == ("running", "12 did.")


def test_studied_cycle_stays_as_it_is(initiative: Initiative, idea: Idea, client_for: Any, plc_lead: Any) -> None:
    cycle = concluded(idea, actor=plc_lead)
    at = f"{cycle.get_absolute_url()}write/"
    assert client_for(plc_lead).get(at).status_code == 403
    assert client_for(plc_lead).post(at, {**CYCLE, **days(), "version": 2}).status_code == 403


def test_dropped_cycle_says_why(initiative: Initiative, idea: Idea, client_for: Any, plc_lead: Any) -> None:
    cycle = planned(idea, actor=plc_lead)
    assert "Why?" in posted(client_for(plc_lead), f"{cycle.get_absolute_url()}drop/", reason="")
    assert "No bus" in posted(client_for(plc_lead), f"{cycle.get_absolute_url()}drop/", reason="No bus")
    assert "Idea, not tried yet" in text_of(client_for(plc_lead), initiative.get_absolute_url())


def test_diagram_keeps_what_something_hangs_on(
    initiative: Initiative, idea: Idea, client_for: Any, plc_lead: Any
) -> None:
    browser, url = client_for(plc_lead), initiative.get_absolute_url()
    assert browser.post(f"{url}drivers/{idea.driver_id}/remove/").status_code == 409
    cycle = planned(idea, actor=plc_lead)
    assert browser.post(f"{url}ideas/{idea.pk}/remove/").status_code == 409
    assert "Other words" in posted(browser, f"{url}ideas/{idea.pk}/", words="Other words")
    assert "Another driver" in posted(browser, f"{url}drivers/{idea.driver_id}/", words="Another driver")
    Cycle.objects.filter(pk=cycle.pk).delete()
    assert "The idea is removed." in posted(browser, f"{url}ideas/{idea.pk}/remove/")
    assert "The driver is removed." in posted(browser, f"{url}drivers/{idea.driver_id}/remove/")
    assert "Begin with what has to change" in text_of(browser, url)


def test_initiative_with_open_cycles_is_not_ended(
    initiative: Initiative, idea: Idea, client_for: Any, plc_lead: Any
) -> None:
    running(idea, actor=plc_lead)
    page = posted(client_for(plc_lead), f"{initiative.get_absolute_url()}end/", verb="stop", outcome="No time.")
    assert "1 of its cycles are open" in page
    assert "No time." in page
    assert Initiative.objects.get().is_active


def test_what_was_learned_is_told_to_the_plc_and_nobody_else(
    initiative: Initiative, idea: Idea, plc_lead: Any, plc_member: Any, superintendent: Any
) -> None:
    concluded(idea, actor=plc_lead, learned="More than expected.")
    told = OutgoingMail.objects.filter(key__startswith="cycle-concluded")
    assert {mail.to for mail in told} == {plc_lead.email, plc_member.email}
    assert "More than expected." in told[0].text


def test_who_is_named_to_look_after_a_cycle_is_told(
    idea: Idea, workgroup: Workgroup, plc_lead: Any, member: Any
) -> None:
    placed(workgroup, member)
    planned(idea, actor=plc_lead, owner=member)
    assert OutgoingMail.objects.get(key__startswith="cycle-given").to == member.email


def test_studied_cycle_becomes_a_draft_of_a_practice_with_its_source(
    initiative: Initiative, idea: Idea, client_for: Any, plc_lead: Any
) -> None:
    cycle = concluded(idea, actor=plc_lead)
    posted(client_for(plc_lead), f"{cycle.get_absolute_url()}promote/")
    version = Version.objects.get()
    assert version.practice.district_id == initiative.district_id
    text = " ".join(str(value) for value in version.answers.values_list("value", flat=True))
    assert "More than expected." in text
    assert "PDSA cycle 1 of “Sample talks”" in text_of(client_for(plc_lead), version.get_absolute_url())


def test_measures_of_the_plc_stand_with_their_charts(
    initiative: Initiative, workgroup: Workgroup, client_for: Any, plc_lead: Any, facilitator: Any
) -> None:
    measure = measured(workgroup.pathway, actor=plc_lead)
    at, sent = f"{initiative.get_absolute_url()}change/", {"title": "T", "aim": "A", "due_on": "2030-01-01"}
    assert "Saved." in posted(client_for(plc_lead), at, **sent, version=1, measures=[measure.pk])
    assert measure.title in text_of(client_for(plc_lead), initiative.get_absolute_url())
    other = measured(workgroup_of().pathway, actor=facilitator)
    assert "Select a valid choice" in posted(client_for(plc_lead), at, **sent, version=2, measures=[other.pk])


def test_cycles_leave_as_a_table(initiative: Initiative, idea: Idea, client_for: Any, plc_lead: Any) -> None:
    concluded(idea, actor=plc_lead, learned="=1+1")
    answer = client_for(plc_lead).get(f"{initiative.get_absolute_url()}cycles.csv")
    (row,) = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert (row["Idea"], row["State"], row["Do"]) == ("A weekly hour", "Studied", LEARNED["happened"])
    assert row["Study"] == "'=1+1"


@pytest.mark.parametrize("page", ["list", "one", "start"])
def test_pages_ask_the_same_number_of_queries_for_any_number(
    workgroup: Workgroup, client_for: Any, plc_lead: Any, page: str
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(at).status_code == 200
        return len(asked)

    browser = client_for(plc_lead)
    first = begun(workgroup, actor=plc_lead)
    running(idea_of(first, actor=plc_lead), actor=plc_lead)
    at = {"list": f"{workgroup.get_absolute_url()}initiatives/", "one": first.get_absolute_url(), "start": "/start/"}[
        page
    ]
    browser.get(at)
    one = queries()
    for number in range(8):
        initiative = begun(workgroup, actor=plc_lead, title=f"Sample {number}")
        for each in (first, initiative):
            running(idea_of(each, actor=plc_lead, words=f"Idea {number}"), actor=plc_lead)
    assert queries() == one


def test_list_shows_what_was_asked_for(
    initiative: Initiative, workgroup: Workgroup, client_for: Any, plc_lead: Any, plc_member: Any
) -> None:
    begun(workgroup, actor=plc_member, title="Other work")
    services.move_initiative(initiative, verb="stop", outcome="No time.", actor=plc_lead)
    base = f"{workgroup.get_absolute_url()}initiatives/"
    page = text_of(client_for(plc_lead), f"{base}?state=stopped")
    assert "Sample talks" in page
    assert "Other work" not in page
    place = workgroup.places.get(user=plc_member)
    assert "Sample talks" not in text_of(client_for(plc_lead), f"{base}?district={place.district_id}")
    empty = text_of(client_for(plc_lead), f"{base}?state=finished")
    assert "Nothing fits." in empty
    assert "Other work" in text_of(client_for(plc_lead), f"{base}?state=nonsense")
