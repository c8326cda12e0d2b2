"""A PLC in the browser: two people see each other live, one takes part without scripts, one by keyboard."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from plcs.discussion import services
from plcs.workgroups.models import Place, Workgroup
from plcs.workgroups.services import end_place
from tests.browser.hand import Hand
from tests.databases import few
from tests.factories.discussion import begun
from tests.factories.plcs import placed, workgroup_of


@pytest.fixture
def workgroup(district: Any, rival_district: Any, lead: Any, rival_lead: Any) -> Workgroup:
    """Two districts, with a lead of the PLC and a member."""
    made = workgroup_of(district, rival_district)
    placed(made, lead, is_lead=True)
    placed(made, rival_lead)
    return made


def answer(hand: Hand, words: str) -> None:
    """Write an answer below the thread."""
    hand.write(hand.field("Your answer"), words)
    hand.press(hand.button("Send"))
    expect(hand.page.get_by_text(words).first).to_be_visible()


def shown_once(page: Page, words: str) -> None:
    """The words stand on the page, once."""
    expect(page.locator("#posts").get_by_text(words, exact=True)).to_have_count(1)


def test_two_people_see_each_other_live(workgroup: Workgroup, new_page: Any, lead: Any, rival_lead: Any) -> None:
    thread = begun(workgroup, actor=lead)
    first, second = Hand(new_page(lead)), Hand(new_page(rival_lead))
    for hand in (first, second):
        hand.page.goto(thread.get_absolute_url())
    expect(first.page.get_by_text("One other is here.")).to_be_visible()
    answer(second, "Who drives at noon?")
    shown_once(first.page, "Who drives at noon?")
    expect(first.page.get_by_role("status").filter(has_text="One new post.")).to_have_count(1)
    answer(first, "The late route does.")
    shown_once(second.page, "The late route does.")
    post = thread.posts.get(text="Who drives at noon?")
    services.edit_post(post, text="Who drives at one?", is_minor=True, shown=post.text, actor=rival_lead)
    first.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    shown_once(first.page, "Who drives at one?")
    expect(first.page.get_by_text("Who drives at noon?")).to_have_count(0)


def test_lost_line_leaves_no_gap(workgroup: Workgroup, new_page: Any, lead: Any, rival_lead: Any, watch: Any) -> None:
    thread = begun(workgroup, actor=lead)
    first, second = new_page(lead), Hand(new_page(rival_lead))
    first.goto(thread.get_absolute_url())
    second.page.goto(thread.get_absolute_url())
    expect(first.get_by_text("One other is here.")).to_be_visible()
    first.context.set_offline(True)
    for words in ("First, while away", "Second, while away"):
        answer(second, words)
    first.context.set_offline(False)
    first.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    for words in ("First, while away", "Second, while away"):
        shown_once(first, words)
    watch.problems[:] = [each for each in watch.problems if "ERR_INTERNET_DISCONNECTED" not in each]


def test_who_is_taken_out_hears_nothing_more(workgroup: Workgroup, new_page: Any, lead: Any, rival_lead: Any) -> None:
    thread = begun(workgroup, actor=lead)
    hers, his = new_page(rival_lead), Hand(new_page(lead))
    hers.goto(thread.get_absolute_url())
    his.page.goto(thread.get_absolute_url())
    expect(hers.get_by_text("One other is here.")).to_be_visible()
    end_place(Place.objects.get(user=rival_lead), reason="Sample", actor=lead)
    his.page.wait_for_timeout(1100)
    answer(his, "Words that she does not hear")
    expect(hers.get_by_text("You can no longer read this PLC here.")).to_be_visible()
    assert hers.get_by_text("Words that she does not hear").count() == 0


@pytest.mark.parametrize("way", few(["no-scripts", "keyboard"], 1))
def test_person_joins_talks_and_leaves(way: str, workgroup: Workgroup, new_page: Any, lead: Any, member: Any) -> None:
    def hand(person: Any) -> Hand:
        return Hand(new_page(person, scripts=way != "no-scripts"), keyboard=way == "keyboard")

    teacher, leading = hand(member), hand(lead)
    teacher.page.goto("/plcs/")
    teacher.press(teacher.link(workgroup.pathway.name))
    teacher.press(teacher.link("Ask to join"))
    teacher.press(teacher.button("Ask"))
    expect(teacher.page.get_by_text("You asked to join.")).to_be_visible()
    leading.page.goto("/start/")
    leading.press(leading.link(f"Lead teacher A asks to join {workgroup}"))
    leading.press(leading.button("Let in Lead teacher A"))
    teacher.page.goto(workgroup.get_absolute_url())
    teacher.press(teacher.link("Begin a thread"))
    teacher.write(teacher.field("Title"), "Buses at noon (sample)")
    teacher.write(teacher.field("Your question, or what you want to tell"), "Who drives then?")
    teacher.press(teacher.button("Send"))
    expect(teacher.page.get_by_role("heading", name="Buses at noon (sample)")).to_be_visible()
    leading.page.goto("/start/")
    leading.press(leading.link(f"1 new in {workgroup}"))
    leading.press(leading.link("Buses at noon (sample)"))
    leading.press(leading.page.get_by_role("link", name="Quote Lead teacher A"))
    answer(leading, "The late route does.")
    teacher.page.goto(workgroup.get_absolute_url())
    teacher.press(teacher.link("Buses at noon (sample)"))
    shown_once(teacher.page, "The late route does.")
    teacher.press(teacher.button("It is resolved"))
    expect(teacher.page.get_by_text("Resolved. People can still write.")).to_be_visible()
    teacher.page.goto(workgroup.get_absolute_url())
    teacher.press(teacher.link("Leave the PLC"))
    teacher.press(teacher.button("Leave"))
    expect(teacher.page.get_by_text("You have left the PLC.")).to_be_visible()
