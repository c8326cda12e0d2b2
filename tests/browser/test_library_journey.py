"""From a district’s desk to a struggling school, in a browser: with scripts and without."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from best_practices.library.checklist import CHECKS
from best_practices.library.models import Practice, Version
from tests.best_practices.reuse.conftest import add_school
from tests.browser.hand import Hand

WAYS = ["scripts", "no-scripts", "keyboard"]


def write(hand: Hand) -> None:
    """In two sittings: the first ends after the name."""
    hand.page.goto("/practices/")
    hand.press(hand.link("Write a practice"))
    hand.press(hand.button("Begin"))
    hand.write(hand.field("Name of the practice"), "Daily math groups (sample)")
    hand.press(hand.button("Save and go on"))
    hand.page.goto("/start/")
    hand.press(hand.link("Practice: Daily math groups (sample)"))
    hand.press(hand.link("Go on writing"))
    expect(hand.field("Name of the practice")).to_have_value("Daily math groups (sample)")
    hand.write(hand.field("What it is, in two or three sentences"), "Sample: groups by need, made anew each week.")
    hand.write(hand.field("The problem it answers"), "Sample: who falls behind stays behind.")
    hand.choose(hand.field("It worked in part").first)
    hand.press(hand.button("Save and go on"))
    for label in ("Grade 3", "All students", "Rural", "Small district", "Math proficiency"):
        hand.tick(hand.field(label).first)
    hand.press(hand.button("Save and go on"))
    hand.write(
        hand.page.get_by_role("group", name="Row 1", exact=True).get_by_label("Step"), "A short check on Fridays"
    )
    hand.press(hand.button("Save and go on"))
    hand.choose(hand.field("Nobody beyond present staff").first)
    hand.choose(hand.field("No extra cost").first)
    hand.write(hand.field("Time"), "Twenty minutes a day")
    hand.press(hand.button("Save and go on"))
    row = hand.page.get_by_role("group", name="Row 1", exact=True)
    hand.pick(row.get_by_label("Component"), "Math proficiency")
    hand.write(row.get_by_label("What was measured"), "Share proficient")
    hand.pick(row.get_by_label("Evidence tier"), "No study yet: what we saw ourselves")
    hand.write(hand.field("What did not work"), "Sample: groups that stayed the same.")
    hand.press(hand.button("Save and go on"))
    hand.choose(hand.field("Creative Commons Attribution 4.0").first)
    hand.write(hand.field("Whom to call: the office"), "Office of the innovation lead")
    hand.write(hand.field("E-mail of that office"), "lead@example.org")
    hand.press(hand.button("Save and go on"))
    hand.press(hand.button("Save and go on"))
    hand.press(hand.button("Hand it in"))
    expect(hand.page.get_by_text("Handed in. The moderators have it.")).to_be_visible()


def ask_for_a_change(hand: Hand) -> None:
    """The facilitator finds it in the work list and asks for a change."""
    hand.page.goto("/moderation/")
    hand.press(hand.link("Daily math groups (sample)"))
    hand.press(hand.link("Ask for changes"))
    hand.tick(hand.field("In short"))
    hand.write(hand.field("What should change?"), "Please say for how many weeks.")
    hand.press(hand.button("Send it back"))


def change(hand: Hand) -> None:
    """The author sees the wish on the start page, changes the section, and hands it in again."""
    hand.page.goto("/start/")
    hand.press(hand.link("Practice: Daily math groups (sample)"))
    expect(hand.page.get_by_text("Please say for how many weeks.")).to_be_visible()
    hand.press(hand.page.get_by_role("link", name="change In short"))
    hand.write(hand.field("The problem it answers"), " In twelve weeks.")
    hand.press(hand.button("Save and go on"))
    hand.press(hand.link("Preview and hand in"))
    hand.press(hand.button("Hand it in"))
    expect(hand.page.get_by_text("Handed in. The moderators have it.")).to_be_visible()


def publish(hand: Hand, version: Version) -> None:
    """The checklist, what changed, and the button."""
    hand.page.goto(version.get_absolute_url())
    hand.press(hand.link("See what changed"))
    expect(hand.page.get_by_role("heading", name="The problem it answers")).to_be_visible()
    hand.press(hand.link("Back"))
    hand.press(hand.link("Checklist"))
    for check in CHECKS:
        group = hand.page.get_by_role("group", name=re.compile(f"^{check.name}"))
        hand.choose(group.get_by_label("Yes", exact=True))
    hand.press(hand.button("Keep the checklist"))
    hand.press(hand.button("Publish"))
    expect(hand.page.get_by_text("Published. The authors and the leads")).to_be_visible()


@pytest.mark.parametrize("way", WAYS)
def test_practice_from_a_desk_to_a_school(way: str, new_page: Any, lead: Any, facilitator: Any, district: Any) -> None:
    schools = [add_school(number) for number in range(12)]
    low = add_school(99, share=0.1)

    def hand(person: Any = None) -> Hand:
        return Hand(new_page(person, scripts=way != "no-scripts"), keyboard=way == "keyboard")

    author, moderator = hand(lead), hand(facilitator)
    write(author)
    ask_for_a_change(moderator)
    change(author)
    publish(moderator, Version.objects.get())
    visitor = hand()
    visitor.page.goto(low.get_absolute_url())
    visitor.press(visitor.link("All numbers of this school, and how they are worked out"))
    expect(visitor.page.get_by_text("10.0 percent").first).to_be_visible()
    visitor.press(visitor.link("Daily math groups (sample)"))
    expect(visitor.page.get_by_role("heading", name="Someone to call")).to_be_visible()
    assert Practice.objects.get().state == "published"
    assert len(schools) == 12
