"""From a district’s desk to a struggling school, in a browser: with scripts and without."""

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from best_practices.library.checklist import CHECKS
from best_practices.library.models import Practice, Version
from best_practices.reuse import services as reuse
from portal.accountability.services import import_now
from portal.districts.models import School
from tests.best_practices.reuse.conftest import SUBJECTS, add_school
from tests.browser.hand import WAYS, Hand
from tests.factories.reuse import principal_of


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
    principal = hand(principal_of(low))
    adopt(principal, low)
    next_years_results(low)
    see_the_result(principal)
    assert Practice.objects.get().state == "published"
    assert len(schools) == 12


def adopt(hand: Hand, school: School) -> None:
    """A principal finds the practice among the first suggestions, with a true reason, and takes it up."""
    hand.page.goto(school.get_absolute_url())
    hand.press(hand.link("All numbers of this school, and how they are worked out"))
    hand.sees("10.0 percent of 50 test takers were proficient")
    first_five = hand.page.locator("#practices ~ ol").first.locator("> li > a").all_inner_texts()
    assert "Daily math groups (sample)" in first_five[:5]
    hand.press(hand.link("Daily math groups (sample)"))
    expect(hand.page.get_by_role("heading", name="Someone to call")).to_be_visible()
    hand.press(hand.link("We adopt this"))
    hand.choose(hand.field("Math proficiency"))
    hand.write(hand.field("For whom, how often, how long?"), "Grade 3, twenty minutes a day (sample)")
    hand.press(hand.button("We adopt this"))
    hand.sees("The first results after it began are not on record yet.")
    hand.choose(hand.field("Less than planned"))
    hand.tick(hand.field("A short check on Fridays"))
    hand.press(hand.button("Note it"))
    hand.sees("done: 1 of 1 steps")


def next_years_results(school: School) -> None:
    """The file of the next school year as a data steward imports it: this school gained 20 points, the others none."""
    year = timezone.localdate().year + 1
    lines = [
        "year,subject,test,level,district_name,school_name,avg_scale_score,pct_l1,pct_l2,pct_l3,pct_l4,pct_l5,test_takers"
    ]
    for each in School.objects.filter(district__name__startswith="Sample").select_related("district"):
        shares = "0.2,0.2,0.3,0.3,0.0,50" if each.pk == school.pk else "0.2,0.2,0.2,0.4,0.0,50"
        lines += [f"{year},{subject},3,school,{each.district.name},{each.name},,{shares}" for subject in SUBJECTS]
    run, plan = import_now(actor=None, kind="results", name="next-year.csv", content="\n".join(lines).encode())
    assert run is not None, plan.findings
    assert reuse.tell_results() == 1


def see_the_result(hand: Hand) -> None:
    """The result stands beside schools like it, as association."""
    hand.page.reload()
    hand.sees("a change of 20.0 points.")
    hand.sees("This is one school")
    hand.sees("This is association.")
