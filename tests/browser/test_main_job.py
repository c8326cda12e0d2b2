"""The portal's main job in a browser: a district applies, MDE accepts, both sign, the map changes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from applications.intake.models import Application
from applications.letters.models import Letter
from tests.browser.look import look, tab_to
from tests.factories.accounts import PASSWORD
from tests.factories.intake import PathwayFactory, RoundFactory

ANSWERS = [
    ("Who is the contact for this application?", "Innovation lead (sample)"),
    ("E-mail of the contact", "lead@example.org"),
]


@dataclass
class Hand:
    """How a person works a page: with a mouse, or with the keyboard alone."""

    page: Page
    keyboard: bool = False

    def press(self, target: Locator) -> None:
        if self.keyboard:
            tab_to(self.page, target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def tick(self, target: Locator) -> None:
        if self.keyboard:
            tab_to(self.page, target)
            self.page.keyboard.press("Space")
        else:
            target.check()

    def write(self, target: Locator, text: str) -> None:
        if self.keyboard:
            tab_to(self.page, target)
            self.page.keyboard.insert_text(text)
        else:
            target.fill(text)

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(re.compile(f"^{re.escape(label)}"))

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("main").get_by_role("link", name=name, exact=True)


def sign_in(hand: Hand, person: Any) -> None:
    """Through the sign-in page, with a password."""
    hand.page.goto("/accounts/login/")
    hand.write(hand.field("Email"), person.email)
    hand.write(hand.field("Password"), PASSWORD)
    hand.press(hand.page.get_by_role("main").get_by_role("button", name="Sign in", exact=True))
    expect(hand.page.get_by_role("heading", name="Start", level=1)).to_be_visible()


def apply(hand: Hand, call: Any, see: Callable[[str], None]) -> None:
    """The innovation lead begins, answers everything and submits."""
    hand.page.goto(call.get_absolute_url())
    see("call")
    hand.press(hand.button("Begin the application"))
    see("application-empty")
    hand.press(hand.link("Go on writing"))
    see("section-empty")
    for label, text in ANSWERS:
        hand.write(hand.field(label), text)
    hand.press(hand.button("Save and go on"))
    hand.tick(hand.field("Career academies (sample)"))
    hand.press(hand.button("Save and go on"))
    hand.write(hand.field("What will your district try, and for whom?"), "Sample: four academies for grades 9 to 12.")
    see("section-long-text")
    hand.press(hand.button("Save and go on"))
    hand.write(hand.field("Who will do the work, and with how much time?"), "Sample: two offices, four days a month.")
    hand.write(hand.field("How many people come to the quarterly meetings?"), "4")
    hand.press(hand.button("Save and go on"))
    hand.tick(hand.field("The superintendent supports this application"))
    hand.tick(hand.field("The local school board knows of this application"))
    hand.press(hand.button("Save and go on"))
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


@pytest.mark.parametrize("way", ["scripts", "no-scripts", "keyboard"])
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
