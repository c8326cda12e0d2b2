"""The plan of a school: goals by their index, steps, evidence where federal funds pay, submission, progress."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from best_practices.improvement import services
from best_practices.improvement.models import IdentifiedSchool
from best_practices.improvement.queries import practices_for
from best_practices.library import services as library
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts.models import District, School
from tests.factories.conflicts import DeclarationFactory
from tests.factories.districts import SchoolFactory
from tests.factories.improvement import GOAL, STEP, complete, gathered, identified, planned, planned_goal
from tests.factories.library import published

pytestmark = pytest.mark.django_db
QUERIES = 14


@pytest.fixture
def ready(school: School, coach: Any, lead: Any) -> IdentifiedSchool:
    """A school whose artifacts are complete."""
    return gathered(school, actor=coach, by=lead)


def test_plan_is_written_submitted_and_carried_out(
    ready: IdentifiedSchool, lead: Any, coach: Any, board_president: Any, rival_lead: Any, client_for: Any
) -> None:
    browser, where = client_for(lead), f"{ready.get_absolute_url()}plan/"
    assert "The plan has no goal yet." in browser.get(where).content.decode()
    assert browser.post(f"{where}submit/").status_code == 409
    assert browser.post(f"{where}goals/add/", {**GOAL, "version": 0}).status_code == 302
    goal = ready.goals.get()
    assert browser.post(f"{where}submit/").status_code == 409, "its goal has no step"
    page = browser.get(where).content.decode()
    assert "Submit the plan" not in page
    assert "Each goal needs a step" in page
    for cost in ("100000000", "0.001", "-1", "12345678901"):
        page = browser.post(f"{where}goals/{goal.pk}/steps/add/", {**STEP, "cost": cost, "version": 0}).content.decode()
        assert 'href="#id_cost"' in page, cost
    browser.post(f"{where}goals/{goal.pk}/steps/add/", {**STEP, "cost": "1200.50", "version": 0})
    step = goal.steps.get()
    page = client_for(board_president).get(where).content.decode()
    assert "6 of 9" in page
    assert "$1200.50" in page
    assert "Add a goal" not in page
    browser.post(f"{where}submit/")
    ready.refresh_from_db()
    assert ready.state == "planned"
    assert OutgoingMail.objects.filter(to=coach.email, subject__startswith="Plan submitted").exists()
    browser.post(f"{where}steps/{step.pk}/progress/", {"percent": 40, "version": 1})
    assert "40 percent" in client_for(coach).get(where).content.decode()
    page = browser.post(f"{where}steps/{step.pk}/progress/", {"percent": 60, "version": 1}).content.decode()
    assert "Somebody of your district changed this" in page
    assert "What stands there now" in page
    assert 'name="version" value="2"' in page, "to save again is meant"
    page = browser.post(f"{where}steps/{step.pk}/progress/", {"percent": 101, "version": 2}).content.decode()
    assert 'href="#id_percent"' in page
    client_for(coach).post(f"{where}return/", {"words": "Sample: by when?"})
    ready.refresh_from_db()
    assert ready.state == "gathered"
    assert OutgoingMail.objects.filter(to=lead.email, text__contains="by when?").exists()
    assert client_for(rival_lead).get(where).status_code == 404


def test_goals_stand_by_their_index(ready: IdentifiedSchool, lead: Any, client_for: Any) -> None:
    for priority, opportunity, words in ((1, 1, "Low"), (3, 3, "High"), (2, 3, "Middle")):
        planned_goal(ready, actor=lead, priority=priority, opportunity=opportunity, words=f"Sample {words}")
    assert [each.words for each in ready.goals.all()] == ["Sample High", "Sample Middle", "Sample Low"]
    assert [each.index for each in ready.goals.all()] == [9, 6, 1]


def test_plan_can_be_written_before_the_artifacts_are_complete_but_not_submitted(
    work: IdentifiedSchool, lead: Any, coach: Any
) -> None:
    planned_goal(work, actor=lead)
    with pytest.raises(PermissionDenied):
        services.submit_plan(work, actor=lead)
    services.confirm_artifacts(complete(work, actor=lead), actor=coach)
    assert services.submit_plan(work, actor=lead).state == "planned"


def test_what_section_1003_pays_for_rests_on_evidence(
    ready: IdentifiedSchool, district: District, lead: Any, facilitator: Any
) -> None:
    rows = {tier: [["math_prof", "Sample", "Sample", "Sample study", tier]] for tier in ("3", "4")}
    strong, weak = (
        published(district, actor=lead, facilitator=facilitator, outcomes=rows[tier]) for tier in ("3", "4")
    )
    for practice in (None, weak):
        with pytest.raises(NotAllowed, match="tiers 1 to 3"):
            services.write_goal(ready, **GOAL, is_federal=True, practice=practice, actor=lead)
    assert services.write_goal(ready, **GOAL, is_federal=True, practice=strong, actor=lead).practice == strong
    assert services.write_goal(ready, **GOAL, is_federal=False, practice=weak, actor=lead).practice == weak
    for goal in ready.goals.all():
        services.write_step(goal, **STEP, actor=lead)
    library.withdraw_practice(strong, reason="Sample", actor=facilitator)
    with pytest.raises(NotAllowed, match="tiers 1 to 3"):
        services.submit_plan(ready, actor=lead)


def test_practice_that_was_withdrawn_stays_with_its_goal_and_is_offered_to_no_other(
    ready: IdentifiedSchool, district: District, lead: Any, facilitator: Any
) -> None:
    practice = published(district, actor=lead, facilitator=facilitator)
    goal = services.write_goal(ready, **GOAL, practice=practice, actor=lead)
    library.withdraw_practice(practice, reason="Sample", actor=facilitator)
    assert list(practices_for(goal)) == [practice]
    assert list(practices_for(None)) == []


def test_goal_form_asks_as_many_questions_for_one_and_three_practices(
    ready: IdentifiedSchool, district: District, lead: Any, facilitator: Any, client_for: Any
) -> None:
    browser, where, counts = client_for(lead), f"{ready.get_absolute_url()}plan/goals/add/", []
    browser.get(where)
    for more in (1, 2):
        for number in range(more):
            published(district, actor=lead, facilitator=facilitator, title=f"Sample {more} {number}")
        with CaptureQueriesContext(connection) as asked:
            browser.get(where)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_was_taken_out_meanwhile_is_told(ready: IdentifiedSchool, lead: Any) -> None:
    goal = planned_goal(ready, actor=lead)
    step = goal.steps.get()
    services.remove_step(step, actor=lead)
    with pytest.raises(NotAllowed, match="took this out"):
        services.write_step(goal, step, **STEP, version=1, actor=lead)
    services.remove_goal(goal, actor=lead)
    for write in (
        lambda: services.write_goal(ready, goal, **GOAL, version=1, actor=lead),
        lambda: services.write_step(goal, **STEP, actor=lead),
    ):
        with pytest.raises(NotAllowed, match="took this out"):
            write()


def test_two_who_write_do_not_overwrite_each_other(ready: IdentifiedSchool, lead: Any) -> None:
    goal = planned_goal(ready, actor=lead)
    step = goal.steps.get()
    services.write_goal(ready, goal, **{**GOAL, "need": "Sample: first"}, version=1, actor=lead)
    services.write_step(goal, step, **{**STEP, "owner": "counselor"}, version=1, actor=lead)
    with pytest.raises(NotAllowed, match="changed this"):
        services.write_goal(ready, goal, **GOAL, version=1, actor=lead)
    with pytest.raises(NotAllowed, match="changed this"):
        services.write_step(goal, step, **STEP, version=1, actor=lead)
    assert (ready.goals.get().need, goal.steps.get().owner) == ("Sample: first", "counselor")


def test_goals_and_steps_are_taken_out_and_have_limits(ready: IdentifiedSchool, lead: Any, client_for: Any) -> None:
    browser, where = client_for(lead), f"{ready.get_absolute_url()}plan/"
    goal = planned_goal(ready, actor=lead, steps=20)
    with pytest.raises(NotAllowed, match="at most 20"):
        services.write_step(goal, **STEP, actor=lead)
    browser.post(f"{where}steps/{goal.steps.first().pk}/remove/")
    assert goal.steps.count() == 19
    for _ in range(9):
        planned_goal(ready, actor=lead, steps=0)
    with pytest.raises(NotAllowed, match="at most 10"):
        planned_goal(ready, actor=lead)
    browser.post(f"{where}goals/{goal.pk}/remove/")
    assert ready.goals.count() == 9


def test_who_may_write_submit_and_send_back(
    ready: IdentifiedSchool, lead: Any, coach: Any, board_president: Any, rival_lead: Any, administrator: Any
) -> None:
    for person in (coach, board_president, rival_lead):
        with pytest.raises(PermissionDenied):
            planned_goal(ready, actor=person)
        with pytest.raises(PermissionDenied):
            services.submit_plan(ready, actor=person)
    goal = planned_goal(ready, actor=lead)
    with pytest.raises(PermissionDenied):
        services.note_progress(goal.steps.get(), percent=5, version=1, actor=lead)
    services.submit_plan(ready, actor=lead)
    for refused in (
        lambda: planned_goal(ready, actor=lead),
        lambda: services.remove_goal(goal, actor=lead),
        lambda: services.remove_step(goal.steps.get(), actor=lead),
        lambda: services.write_step(goal, **STEP, actor=lead),
        lambda: services.note_progress(goal.steps.get(), percent=5, version=1, actor=coach),
        lambda: services.return_plan(ready, words="x", actor=lead),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    DeclarationFactory(person=administrator, district=ready.school.district)
    administrator.is_superuser = True
    with pytest.raises(NotAllowed):
        services.return_plan(ready, words="x", actor=administrator)
    DeclarationFactory(person=coach, district=ready.school.district)
    with pytest.raises(PermissionDenied):
        services.return_plan(ready, words="x", actor=coach)


def test_plan_of_another_school_is_not_reached_by_its_own_address(
    ready: IdentifiedSchool, district: District, lead: Any, coach: Any, client_for: Any
) -> None:
    other = planned_goal(identified(SchoolFactory(district=district), actor=coach), actor=lead)
    where = f"{ready.get_absolute_url()}plan/"
    for address in (f"goals/{other.pk}/change/", f"steps/{other.steps.get().pk}/change/"):
        assert client_for(lead).get(f"{where}{address}").status_code == 404


def test_plan_asks_as_many_questions_for_one_three_and_ten_goals(
    ready: IdentifiedSchool, lead: Any, client_for: Any, django_assert_num_queries: Any
) -> None:
    browser, where = client_for(lead), f"{ready.get_absolute_url()}plan/"
    browser.get(where)
    for more in (1, 2, 7):
        for _ in range(more):
            planned_goal(ready, actor=lead, steps=3)
        with django_assert_num_queries(QUERIES):
            browser.get(where)


def test_submitted_plan_shows_what_its_steps_are_on_average(
    district: District, lead: Any, coach: Any, client_for: Any
) -> None:
    work = planned(SchoolFactory(district=district), actor=coach, by=lead, steps=2)
    first = work.goals.get().steps.first()
    services.note_progress(first, percent=50, version=1, actor=lead)
    assert work.goals.get().percent == 25
    assert first.goal.steps.count() == 2
    assert Decimal(50) == first.goal.steps.get(pk=first.pk).percent
