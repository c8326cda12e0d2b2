"""Pages of practices in use, of words about them, and of the state's lists and weights: whole and clean."""

from typing import Any

import time_machine
from django.utils import timezone

from best_practices.reuse import services
from tests.best_practices.reuse.conftest import add_school
from tests.browser.look import Visit, press, see
from tests.factories.library import published
from tests.factories.reuse import adopted, principal_of, said


def test_adoption_is_clean_in_every_state(visit: Visit, lead: Any, district: Any, facilitator: Any) -> None:
    for number in range(12):
        add_school(number, share=0.1 + number / 40)
    school = add_school(90, share=0.1)
    practice, principal = published(district, actor=lead, facilitator=facilitator, grades=["3"]), principal_of(school)
    address = practice.get_absolute_url()
    visit(principal, "/adoptions/", "adoptions-empty")
    visit(principal, address, "practice-to-adopt")
    page = visit(principal, f"{address}adopt/?school={school.pk}", "adopt")
    press(page, "We adopt this")
    see(page, "adopt-errors")
    with time_machine.travel("2018-09-14 12:00 +0000", tick=False):
        adoption = adopted(practice, school, actor=principal)
        words = "Sample: two weeks were lost to a storm."
        services.note_check_in(
            adoption, on=timezone.localdate(), dose="less", done=adoption.steps[:1], words=words, actor=principal
        )
    visit(principal, adoption.get_absolute_url(), "adoption")
    page = visit(principal, f"{adoption.get_absolute_url()}stop/", "adoption-stop")
    press(page, "We stop")
    see(page, "adoption-stop-errors")
    visit(None, address, "practice-in-use")
    visit(None, school.get_absolute_url(), "school-with-a-practice")
    visit(None, f"/schools/{school.pk}/needs/", "needs-in-use")
    visit(facilitator, "/adoptions/", "adoptions-of-the-state")
    services.stop_adoption(adoption, on=timezone.localdate(), reason="Sample: no time for it.", actor=principal)
    visit(principal, adoption.get_absolute_url(), "adoption-stopped")


def test_words_lists_and_weights_are_clean(
    visit: Visit, lead: Any, rival_lead: Any, district: Any, rival_district: Any, facilitator: Any
) -> None:
    for number in range(14):
        add_school(number, share=0.1 + number / 40)
    visit(facilitator, "/adoptions/feedback/", "words-none")
    visit(facilitator, "/adoptions/lists/", "lists-bare")
    practice = published(district, actor=lead, facilitator=facilitator, grades=["3"])
    page = visit(rival_lead, f"{practice.get_absolute_url()}feedback/", "feedback")
    press(page, "Send it")
    see(page, "feedback-errors")
    feedback = said(practice, rival_district, actor=rival_lead)
    page = visit(facilitator, "/adoptions/feedback/", "words-held")
    page.get_by_text("Do not show it").first.click()
    see(page, "words-held-open")
    visit(rival_lead, practice.get_absolute_url(), "practice-words-held")
    services.show_feedback(feedback, actor=facilitator)
    visit(None, practice.get_absolute_url(), "practice-words-shown")
    visit(facilitator, "/adoptions/lists/", "lists")
    page = visit(facilitator, "/adoptions/weights/", "weights")
    page.get_by_label("Somebody to call").fill("90")
    press(page, "See the effect")
    see(page, "weights-tried")
    press(page, "Set these weights")
    see(page, "weights-errors")
