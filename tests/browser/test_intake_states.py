"""Applications between a district and the department: every state of every page, clean at every width."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from applications.intake import services as intake
from applications.intake.models import Application
from tests.browser.look import Visit, press, see
from tests.factories.districts import DistrictFactory
from tests.factories.intake import RoundFactory, complete_draft, submitted


def test_exchange_with_the_department_is_clean(
    visit: Visit, lead: Any, member: Any, superintendent: Any, facilitator: Any, district: Any
) -> None:
    call = RoundFactory(sign_off_offices=["superintendent"])
    draft = complete_draft(call, district, actor=lead)
    address = draft.get_absolute_url()
    page = visit(lead, f"{address}people/", "co-writers-empty")
    press(page, "Ask for help")
    see(page, "co-writers-errors")
    intake.invite_co_writer(draft, person=member, share="comment", actor=lead)
    visit(lead, f"{address}people/", "co-writers")
    visit(member, address, "application-co-writer")
    visit(lead, f"{address}preview/", "preview-sign-off-missing")
    visit(superintendent, address, "application-to-agree")
    intake.sign_off(draft, office="superintendent", shown=draft.answers_hash(), actor=superintendent)
    visit(lead, address, "application-agreed")
    intake.submit_application(draft, actor=lead)
    page = visit(facilitator, f"{address}ask/", "ask")
    press(page, "Ask the district")
    see(page, "ask-errors")
    words = {"words": "Sample: which schools?", "due_on": timezone.localdate() + timedelta(days=5)}
    intake.ask_information(draft, questions=["why"], actor=facilitator, **words)
    intake.post_message(draft, text="Sample question.", audience="all", actor=facilitator)
    intake.post_message(draft, text="Sample words inside.", audience="district", actor=lead)
    visit(lead, address, "application-more-asked")
    visit(facilitator, address, "application-waits-for-district")
    intake.save_answers(draft, {"why": "Sample: two schools."}, versions={"why": 1}, actor=lead)
    visit(lead, f"{address}changes/", "changes")
    page = visit(lead, address)
    press(page, "Send the message")
    see(page, "message-error")


def test_decisions_of_a_round_are_clean(visit: Visit, lead: Any, facilitator: Any, district: Any) -> None:
    call = RoundFactory(capacity=2)
    visit(facilitator, f"/apply/{call.slug}/decisions/", "decisions-empty")
    visit(facilitator, f"/apply/{call.slug}/release/", "release-empty")
    first = submitted(call, district, actor=lead)
    others = [
        Application.objects.create(
            round=call, district=each, state="submitted", begun_by=lead, submitted_at=timezone.now(), submitted_by=lead
        )
        for each in DistrictFactory.create_batch(4)
    ]
    for application, outcome in zip([first, *others], ["accept", "waitlist", "waitlist", "decline"], strict=False):
        intake.decide_application(application, outcome=outcome, reasons="Sample reasons. " * 9, actor=facilitator)
    visit(facilitator, f"/apply/{call.slug}/decisions/", "decisions-pending")
    page = visit(facilitator, f"/apply/{call.slug}/release/", "release")
    page.get_by_role("main").locator("details summary").first.click()
    see(page, "release-preview-open")
    press(page, "Release and tell all of them")
    see(page, "release-errors")
    page.get_by_label("Release these now").check()
    press(page, "Release and tell all of them")
    see(page, "decisions-released")
    others[0].refresh_from_db()
    visit(lead, first.get_absolute_url(), "application-accepted-letter-open")
    visit(facilitator, others[0].get_absolute_url(), "application-waitlisted")
