"""The portal's main job in a browser: a district applies, MDE accepts, both sign, the map changes."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from applications.intake.models import Application
from applications.letters.models import Letter
from tests.browser.hand import WAYS, Hand, fill_in, sign_in
from tests.browser.look import look
from tests.factories.accounts import PASSWORD
from tests.factories.intake import PathwayFactory, RoundFactory


def apply(hand: Hand, call: Any, see: Callable[[str], None]) -> None:
    """The innovation lead begins, answers everything and submits."""
    hand.page.goto(call.get_absolute_url())
    see("call")
    hand.press(hand.button("Begin the application"))
    see("application-empty")
    hand.press(hand.link("Go on writing"))
    see("section-empty")
    fill_in(hand, see)
    see("application-complete")
    hand.press(hand.link("Preview and submit"))
    see("preview")
    hand.press(hand.button("Submit the application"))
    expect(hand.page.get_by_text("Submitted. The department has it.")).to_be_visible()
    see("application-submitted")


def accept(hand: Hand, see: Callable[[str], None]) -> None:
    """The facilitator finds it on the start page, reads it and accepts."""
    hand.page.goto("/start/")
    see("start-facilitator")
    hand.press(hand.link("Application of Sample District A"))
    see("application-facilitator")
    hand.press(hand.link("Decide"))
    hand.tick(hand.field("Accept"))
    hand.press(hand.button("Keep the decision"))
    expect(hand.page.get_by_text("Please mend one thing")).to_be_visible()
    see("decide-error")
    hand.write(hand.field("Reasons"), "Sample: clear plan, ready team.")
    hand.press(hand.button("Keep the decision"))
    expect(hand.page.get_by_text("1 decision is set and not told yet.")).to_be_visible()
    see("decisions")
    hand.press(hand.link("Look at mails and letters, then release"))
    see("release")
    hand.press(hand.button("Release and tell all of them"))
    hand.press(hand.link("Sample District A"))
    expect(hand.page.get_by_text("Accepted.", exact=True)).to_be_visible()
    see("application-accepted")


def sign(hand: Hand, person: Any, see: Callable[[str], None]) -> None:
    """The superintendent signs in, reads the letter, signs it, and proves once more who it is."""
    sign_in(hand, person)
    see("start-superintendent")
    hand.press(hand.link("Sign the letter of commitment of Sample District A"))
    see("letter")
    hand.press(hand.link("Go to signing"))
    see("sign")
    hand.tick(hand.field("I agree to sign this letter electronically."))
    hand.write(hand.field("Your full name"), "Sample Superintendent")
    hand.press(hand.button("Sign the letter"))
    see("sign-password-again")
    hand.write(hand.field("Password"), PASSWORD)
    hand.press(hand.page.get_by_role("main").get_by_role("button", name="Go on", exact=True))
    expect(hand.page.get_by_text("Signed by the district.", exact=True)).to_be_visible()
    see("letter-signed-by-district")


def countersign(hand: Hand, see: Callable[[str], None]) -> None:
    """The facilitator finds the letter on the start page and signs for the department."""
    hand.page.goto("/start/")
    hand.press(hand.link("Countersign the letter of commitment of Sample District A"))
    hand.press(hand.link("Go to countersigning"))
    see("countersign")
    hand.tick(hand.field("I agree to sign this letter electronically."))
    hand.write(hand.field("Your full name"), "Sample facilitator")
    hand.press(hand.button("Countersign the letter"))
    expect(hand.page.get_by_text("Signed by all.", exact=True)).to_be_visible()
    see("letter-signed")


def see_on_map(hand: Hand, see: Callable[[str], None]) -> None:
    """Anybody sees the district among the members, and verifies the letter."""
    hand.page.goto("/districts/?role=member")
    expect(hand.page.get_by_role("main").get_by_role("link", name="Sample District A").first).to_be_visible()
    see("directory")
    hand.page.goto("/verify/")
    see("verify")
    hand.write(hand.field("Code on the letter"), Letter.objects.get().code)
    hand.press(hand.button("Verify"))
    expect(hand.page.get_by_role("heading", name="This letter is genuine")).to_be_visible()
    see("verified")


@pytest.mark.parametrize("way", WAYS)
def test_main_job_from_the_call_to_the_map(
    way: str, new_page: Any, lead: Any, facilitator: Any, superintendent: Any
) -> None:
    call = RoundFactory(title="Round of tests", slug="tests")
    PathwayFactory()

    def hand(person: Any = None) -> Hand:
        return Hand(new_page(person, scripts=way != "no-scripts"), keyboard=way == "keyboard")

    def seen_by(person: Hand) -> Callable[[str], None]:
        return (lambda name: look(person.page, name)) if way == "scripts" else (lambda name: None)

    district = hand(lead)
    apply(district, call, seen_by(district))
    state = hand(facilitator)
    accept(state, seen_by(state))
    signer = hand()
    sign(signer, superintendent, seen_by(signer))
    countersign(state, seen_by(state))
    visitor = hand()
    see_on_map(visitor, seen_by(visitor))
    assert Application.objects.get().state == "accepted"
    assert Letter.objects.get().state == "signed"


def test_write_saves_itself_field_by_field(new_page: Any, lead: Any, district: Any) -> None:
    call = RoundFactory()
    PathwayFactory()
    hand = Hand(new_page(lead))
    hand.page.goto(call.get_absolute_url())
    hand.press(hand.button("Begin the application"))
    application = Application.objects.get()
    hand.page.goto(application.section_url("why"))
    field = hand.field("What will your district try, and for whom?")
    field.press_sequentially("Kept as it was typed")
    expect(hand.page.locator("#saved-why")).to_contain_text("Saved at")
    expect(hand.page.locator("#words-why")).to_have_text("5 of 300 words")
    hand.page.reload()
    expect(field).to_have_value("Kept as it was typed")
    hand.page.goto(application.section_url("plcs"))
    hand.field("Career academies (sample)").check()
    expect(hand.page.locator("#saved-pathways")).to_contain_text("Saved at")
    assert application.values() == {"why": "Kept as it was typed", "pathways": ["career-academies-sample"]}


def test_write_keeps_the_text_when_the_line_is_lost(new_page: Any, lead: Any, district: Any, watch: Any) -> None:
    PathwayFactory()
    hand = Hand(new_page(lead))
    hand.page.goto(RoundFactory().get_absolute_url())
    hand.press(hand.button("Begin the application"))
    application = Application.objects.get()
    hand.page.goto(application.section_url("why"))
    hand.page.context.set_offline(True)
    field = hand.field("What will your district try, and for whom?")
    field.press_sequentially("Typed without a line")
    expect(hand.page.locator("#saved-why")).to_contain_text("No connection")
    hand.page.context.set_offline(False)
    field.press_sequentially("!")
    expect(hand.page.locator("#saved-why")).to_contain_text("Saved at")
    assert application.values() == {"why": "Typed without a line!"}
    watch.problems[:] = [problem for problem in watch.problems if not problem.startswith("console: htmx:")]
