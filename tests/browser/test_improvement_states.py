"""The work with identified schools, in every state, as each reader sees it; the first step by a school, three ways."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from best_practices.improvement import services
from best_practices.improvement.models import ArtifactType, IdentifiedSchool
from portal.districts.models import District
from tests.browser.hand import WAYS, Hand
from tests.browser.look import Visit, press, see
from tests.factories.accountability import DesignationFactory
from tests.factories.accounts import state_officer
from tests.factories.districts import SchoolFactory
from tests.factories.improvement import PDF, complete, given, identified, planned_goal


@pytest.fixture
def coach(transactional_db: None) -> Any:
    """A coach of the Office of School Improvement."""
    return state_officer("osi_coach", email="coach@example.org", name="Sample Coach")


@pytest.mark.parametrize("way", WAYS)
def test_school_gives_an_artifact(way: str, new_page: Any, district: District, lead: Any, coach: Any) -> None:
    work = identified(SchoolFactory(district=district, name="Sample Middle School"), actor=coach)
    folder = ArtifactType.objects.all()[0]
    hand = Hand(new_page(lead, scripts=way != "no-scripts"), keyboard=way == "keyboard")
    hand.page.goto("/start/")
    hand.press(hand.page.get_by_role("link", name=f"Artifacts: {work}"))
    hand.press(hand.page.get_by_role("link", name=f"Upload into {folder}"))
    hand.page.set_input_files("input[type=file]", {"name": "report.pdf", "mimeType": "application/pdf", "buffer": PDF})
    hand.write(hand.field("Title"), "Feedback of May (sample)")
    hand.press(hand.button("Keep it"))
    hand.sees("“Feedback of May (sample)” is in its folder, version 1.")
    assert work.artifacts.get().folder == folder


def test_improvement_is_clean_in_every_state(
    visit: Visit, district: District, lead: Any, coach: Any, board_president: Any
) -> None:
    visit(coach, "/improvement/", "improvement-empty")
    visit(coach, "/improvement/begin/", "improvement-none-to-begin")
    school = SchoolFactory(district=district, name="Sample Middle School")
    designated = SchoolFactory(district=district, name="Sample High School")
    DesignationFactory(school=designated, designation="TSI")
    page = visit(coach, f"/improvement/begin/{designated.pk}/", "improvement-begin")
    page.get_by_label("Artifacts are due on").fill("2001-01-01")
    press(page, "Begin")
    see(page, "improvement-begin-errors")
    work = identified(school, actor=coach)
    visit(coach, "/improvement/", "improvement-list")
    visit(coach, "/improvement/begin/", "improvement-to-begin")
    visit(lead, "/improvement/?state=exited", "improvement-none")
    where = work.get_absolute_url()
    page = visit(lead, f"{where}artifacts/upload/", "improvement-upload")
    press(page, "Keep it")
    see(page, "improvement-upload-errors")
    folder = ArtifactType.objects.all()[0]
    given(work, folder, actor=lead, title="Feedback of the panel (sample)", description="Sample: of May.")
    given(work, folder, actor=lead, title="Feedback of the panel (sample)")
    page = visit(coach, f"{where}folders/{ArtifactType.objects.all()[1].pk}/excuse/", "improvement-excuse")
    press(page, "It is not needed")
    see(page, "improvement-excuse-errors")
    services.excuse_artifact(work, folder=ArtifactType.objects.all()[1], reason="Sample: there was none.", actor=coach)
    for person, name in ((lead, "writer"), (coach, "coach"), (board_president, "board")):
        visit(person, where, f"improvement-identified-{name}")
    services.confirm_artifacts(complete(work, actor=lead), actor=coach)
    visit(coach, where, "improvement-gathered")
    page = visit(lead, f"{where}support/ask/", "improvement-ask-support")
    press(page, "Ask")
    see(page, "improvement-ask-support-errors")
    asked = services.ask_support(work, words="Sample: help with attendance.", actor=lead)
    visit(lead, where, "improvement-asked")
    page = visit(coach, f"{where}support/requests/{asked.pk}/answer/", "improvement-answer")
    press(page, "Answer")
    see(page, "improvement-answer-errors")
    services.answer_request(asked, answer="Sample: I come on Monday.", actor=coach)
    visit(coach, "/improvement/load/", "improvement-load-empty")
    page = visit(coach, f"{where}support/", "improvement-support")
    page.get_by_label("On which day?").fill("2099-01-01")
    press(page, "Note it")
    see(page, "improvement-support-errors")
    IdentifiedSchool.objects.update(identified_at=timezone.now() - timedelta(days=60))
    day = timezone.localdate() - timedelta(days=35)
    services.note_support(work, kind="visit", on=day, hours=Decimal("2.5"), words="Sample: we read it.", actor=coach)
    IdentifiedSchool.objects.update(identified_at=timezone.now() - timedelta(days=60))
    visit(coach, "/improvement/load/", "improvement-load")
    page = visit(coach, f"{where}ask-again/", "improvement-ask-again")
    press(page, "Ask")
    see(page, "improvement-ask-again-errors")
    plan = f"{where}plan/"
    visit(lead, plan, "improvement-plan-empty")
    page = visit(lead, f"{plan}goals/add/", "improvement-goal")
    press(page, "Keep it")
    see(page, "improvement-goal-errors")
    goal = planned_goal(work, actor=lead, steps=2)
    page = visit(lead, f"{plan}goals/{goal.pk}/steps/add/", "improvement-step")
    press(page, "Keep it")
    see(page, "improvement-step-errors")
    visit(lead, plan, "improvement-plan")
    services.submit_plan(work, actor=lead)
    visit(lead, plan, "improvement-plan-submitted")
    page = visit(lead, f"{plan}steps/{goal.steps.first().pk}/progress/", "improvement-progress")
    page.get_by_label("How far is it").fill("101")
    press(page, "Keep it")
    see(page, "improvement-progress-errors")
    visit(coach, plan, "improvement-plan-coach")
    page = visit(coach, f"{plan}return/", "improvement-return-plan")
    press(page, "Send it back")
    see(page, "improvement-return-plan-errors")
    page = visit(coach, f"{where}exit/", "improvement-exit")
    press(page, "The school exits")
    see(page, "improvement-exit-errors")
    services.exit_school(work, on=timezone.localdate(), reason="Sample: 52 of 100 points, a C.", actor=coach)
    visit(lead, where, "improvement-exited")
    visit(lead, school.get_absolute_url(), "improvement-on-a-school")
