"""A person at a page, with a mouse or with the keyboard alone, and what several journeys do."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.look import tab_to
from tests.factories.accounts import PASSWORD

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


def fill_in(hand: Hand, see: Callable[[str], None] = lambda name: None) -> None:
    """From the first section of the standard form to the last: everything is answered."""
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
