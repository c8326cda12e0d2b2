"""A person at a page, with a mouse or with the keyboard alone, and what several journeys do."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.look import tab_to
from tests.databases import few
from tests.factories.accounts import PASSWORD

WAYS = few(["scripts", "no-scripts", "keyboard"], 1)
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
            target.press("Enter")  # which, unlike the bare key, waits for the page that it leads to
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

    def choose(self, target: Locator) -> None:
        """One of several radio buttons: Tab reaches the group once, the arrows go on within it."""
        if not self.keyboard:
            target.check()
            return
        group = self.page.locator(f'input[type="radio"][name="{target.get_attribute("name")}"]')
        chosen = group.locator(":scope:checked")
        tab_to(self.page, chosen if chosen.count() else group.first)
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {target}")

    def pick(self, target: Locator, words: str) -> None:
        """One of the choices of a list, by its words."""
        if self.keyboard:
            tab_to(self.page, target)
            self.page.keyboard.type(words)
        else:
            target.select_option(label=words)
        assert target.locator("option:checked").inner_text() == words

    def set_day(self, target: Locator, day: date) -> None:
        """A day, typed month first as the browser's language has it."""
        if self.keyboard:
            tab_to(self.page, target)
            self.page.keyboard.type(f"{day:%m%d%Y}")
        else:
            target.fill(day.isoformat())
        assert target.input_value() == day.isoformat()

    def attach(self, target: Locator, path: Path) -> None:
        """A file of one's own machine."""
        if not self.keyboard:
            target.set_input_files(path)
            return
        self.page.once("filechooser", lambda chooser: None)  # the browser takes a moment to hand choosers over
        tab_to(self.page, target)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(path)

    def unfold(self, words: str) -> None:
        """Open a folded part of the page by its summary."""
        self.press(self.page.locator("summary").filter(has_text=words))

    def sees(self, words: str) -> None:
        """These words stand in the main part of the page."""
        expect(self.page.get_by_role("main").get_by_text(words).first).to_be_visible()

    def status_of(self, address: str) -> int:
        """With what the person is answered at an address; the page stays where it is."""
        return self.page.context.request.get(address).status

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(re.compile(f"^{re.escape(label)}"))

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("main").get_by_role("link", name=name, exact=True)


def give_session(context: BrowserContext, client: Client, address: str) -> None:
    """The browser holds the session of this client, and no other cookie."""
    context.clear_cookies()
    for name, morsel in client.cookies.items():
        context.add_cookies([{"name": name, "value": morsel.value, "url": address}])


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
