"""What the state's people work with, and forms with every kind of question: clean at every width."""

from typing import Any

from django.utils import timezone

from applications.intake import services as intake
from applications.reviews import services as reviews
from portal.worklist import services as worklist
from portal.worklist.providers import all_work
from tests.applications.intake.test_round_editor import EVERY_KIND
from tests.applications.intake.test_stages import STAGES
from tests.browser.look import Visit, press, see
from tests.factories.accountability import RatingFactory
from tests.factories.intake import RoundFactory, submitted
from tests.factories.reviews import assigned, done, on_panel


def test_work_list_list_and_figures_are_clean(visit: Visit, lead: Any, facilitator: Any, district: Any) -> None:
    visit(facilitator, "/moderation/", "worklist-empty")
    balance = [{"type": "rule", "value": {"by": "rurality", "group": "rural", "at_least": 4, "at_most": None}}]
    call = RoundFactory(balance=balance)
    submitted(call, district, actor=lead)
    visit(facilitator, "/moderation/", "worklist")
    [work] = all_work(facilitator)
    worklist.claim_work(work, actor=facilitator)
    worklist.save_view(place="applications", name="To read", query="state=submitted", actor=facilitator)
    visit(facilitator, "/moderation/?tab=mine", "worklist-mine")
    page = visit(facilitator, "/applications/", "applications-staff")
    page.get_by_text("Saved views (1)").click()
    see(page, "applications-saved-views")
    visit(facilitator, f"/apply/{call.slug}/figures/", "figures")
    visit(facilitator, f"/apply/{call.slug}/decisions/", "decisions-balance")
    visit(facilitator, f"/apply/{call.slug}/texts/", "round-texts")
    page = visit(facilitator, f"/apply/{call.slug}/copy/", "round-copy")
    page.get_by_label("Title").fill("")
    press(page, "Copy the round")
    see(page, "round-copy-errors")
    visit(None, "/apply/", "calls-clock")


def test_stages_are_clean_in_every_state(visit: Visit, lead: Any, facilitator: Any, district: Any) -> None:
    bare = RoundFactory()
    visit(facilitator, f"/apply/{bare.slug}/stages/", "stages-none")
    call = RoundFactory(workflow=STAGES)
    visit(facilitator, f"/apply/{call.slug}/stages/", "stages-empty")
    application = submitted(call, district, actor=lead)
    visit(facilitator, application.get_absolute_url(), "application-stage-buttons")
    page = visit(facilitator, f"/apply/{call.slug}/stages/", "stages")
    press(page, "Move them")
    see(page, "stages-errors")
    intake.enter_stage(application, stage="screening", actor=facilitator)
    visit(facilitator, f"/apply/{call.slug}/stages/", "stages-moved")
    visit(lead, application.get_absolute_url(), "application-at-a-stage")


def test_form_with_every_kind_of_question_is_clean(visit: Visit, lead: Any, district: Any) -> None:
    RatingFactory(district=district, grade="C", year=2019)
    call = RoundFactory(form=EVERY_KIND)
    visit(lead, call.get_absolute_url(), "call-known")
    visit(None, f"{call.get_absolute_url()}form/", "blank-form-kinds")
    application = intake.begin_application(call, district, actor=lead)
    page = visit(lead, application.section_url("all-kinds"), "section-kinds")
    page.get_by_label("E-mail").first.fill("nowhere")
    press(page, "Save and go on")
    see(page, "section-kinds-errors")


def test_grid_saves_itself_as_it_is_typed(visit: Visit, lead: Any, district: Any) -> None:
    application = intake.begin_application(RoundFactory(form=EVERY_KIND), district, actor=lead)
    page = visit(lead, application.section_url("all-kinds"))
    page.get_by_role("group", name="Superintendent").get_by_label("Name").press_sequentially("Sample name")
    see_saved = page.locator("#saved-the_team")
    see_saved.get_by_text("Saved at").wait_for()
    assert application.values() == {"the_team": [["Superintendent", "Sample name", ""]]}


def test_discussion_and_sheets_are_clean(
    visit: Visit, lead: Any, facilitator: Any, csa_reviewer: Any, district: Any
) -> None:
    application = submitted(RoundFactory(), district, actor=lead)
    panel = intake.open_review(application.round, due_on=timezone.localdate(), per_subject=2, actor=facilitator)
    subject = panel.subjects.get()
    visit(facilitator, f"/reviews/subjects/{subject.pk}/", "discussion-empty")
    done(subject, csa_reviewer)
    assigned(subject, facilitator)
    on_panel(panel, lead)
    reviews.write_post(subject, text="Sample words.", actor=csa_reviewer)
    visit(csa_reviewer, f"/reviews/subjects/{subject.pk}/", "discussion")
    page = visit(facilitator, panel.get_absolute_url(), "panel-running")
    sheet = {"name": "sheet.csv", "mimeType": "text/csv", "buffer": b"SAMPLE,nobody@example.org\n"}
    page.get_by_label("CSV file with reference and e-mail").set_input_files(sheet)
    press(page, "Look at the rows")
    see(page, "sheet")
    visit(facilitator, f"/applications/{application.reference}/decide/", "decide-criteria")
