"""Comments from the first to the last answer, as people make them; every state of their pages is clean."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from applications.comments import services
from applications.comments.models import Comment
from applications.waivers.models import Notice, Waiver
from portal.districts.models import District
from portal.standards.models import Waivable
from tests.browser.hand import WAYS, Hand
from tests.browser.look import Visit, press, see
from tests.factories.comments import answered, declined, grouped, published, written
from tests.factories.network import NetworkMembershipFactory, PathwayFactory
from tests.factories.waivers import docketed, standard_of

BUSES = "Sample: with longer blocks the last bus leaves before the lab is over. Please think of those who ride it."
MEALS = "Sample: lunch is at ten on these days. That is too early for a class that goes on until three."


@pytest.fixture
def waiver(district: District, lead: Any, facilitator: Any) -> Waiver:
    """A proposal on the docket."""
    pathway = PathwayFactory(name="Sample PLC")
    NetworkMembershipFactory(district=district).pathways.add(pathway)
    standard = standard_of("13", actor=facilitator, topic="School day (sample)", waivable=Waivable.YES)
    return docketed(district, pathway, standard, actor=lead, facilitator=facilitator)


@pytest.mark.parametrize("way", WAYS)
def test_comment_is_written_read_grouped_and_answered(
    way: str, new_page: Any, waiver: Waiver, facilitator: Any, lead: Any
) -> None:
    def hand_of(person: Any, at: str) -> Hand:
        hand = Hand(new_page(person, scripts=way != "no-scripts"), keyboard=way == "keyboard")
        hand.page.goto(at)
        return hand

    anybody = hand_of(None, waiver.get_absolute_url())
    anybody.press(anybody.link("Comment"))
    anybody.write(anybody.field("Your comment"), BUSES)
    anybody.choose(anybody.page.get_by_label("As a parent"))
    anybody.press(anybody.button("Send it"))
    anybody.sees("MDE reads it before it is shown.")
    mde = hand_of(facilitator, waiver.get_absolute_url())
    mde.press(mde.link("Read and group comments (1 waits)"))
    mde.press(mde.button("Show it (comment 1)"))
    mde.press(mde.link("To group (1)"))
    mde.tick(mde.page.get_by_label("Choose comment 1"))
    mde.write(mde.field("Name of the new group"), "Buses (sample)")
    mde.press(mde.button("Put them in"))
    mde.sees("They are in the group “Buses (sample)”.")
    district = hand_of(lead, "/start/")
    district.press(district.link("Comments: Buses (sample)"))
    district.write(district.field("Your answer"), "Sample: the last bus leaves an hour later.")
    district.press(district.button("Answer them"))
    anybody.page.reload()
    anybody.sees("Sample: the last bus leaves an hour later.")
    assert Comment.objects.published().get().group is not None


def test_comments_are_clean_in_every_state(visit: Visit, waiver: Waiver, facilitator: Any, lead: Any) -> None:
    where = f"{waiver.get_absolute_url()}comments/"
    visit(None, waiver.get_absolute_url(), "comments-none-on-proposal")
    visit(None, where, "comments-none")
    visit(facilitator, f"{where}moderate/", "comments-moderate-none")
    page = visit(None, f"{where}write/", "comment-write")
    press(page, "Send it")
    see(page, "comment-write-errors")
    written(waiver, BUSES, name="Parent (Sample County)")
    written(waiver, MEALS, voice="staff")
    visit(facilitator, f"{where}moderate/", "comments-to-read")
    page = visit(facilitator, f"{where}1/decline/", "comment-decline")
    press(page, "Do not show it")
    see(page, "comment-decline-errors")
    first, second = (services.publish_comment(each, actor=facilitator) for each in Comment.objects.all())
    declined(waiver, facilitator=facilitator)
    visit(None, where, "comments-not-grouped")
    page = visit(facilitator, f"{where}moderate/?list=ungrouped", "comments-to-group")
    press(page, "Put them in")
    see(page, "comments-to-group-errors")
    group = grouped(first, facilitator=facilitator)
    answered(second, title="Meals on long days (sample)", facilitator=facilitator, lead=lead)
    published(waiver, f"{BUSES}\n\n{MEALS}", voice="organization", name="Sample parents", facilitator=facilitator)
    for name in ("waiting", "published", "declined"):
        visit(facilitator, f"{where}moderate/?list={name}", f"comments-list-{name}")
    visit(facilitator, f"{where}1/take-down/", "comment-take-down")
    page = visit(facilitator, f"{where}groups/{group.pk}/rename/", "comments-rename")
    page = visit(lead, f"{where}groups/{group.pk}/answer/", "comments-answer")
    press(page, "Answer them")
    see(page, "comments-answer-errors")
    visit(lead, where, "comments-of-district")
    visit(None, where, "comments")
    visit(None, f"{where}?group={group.pk}", "comments-of-group")
    visit(None, waiver.get_absolute_url(), "comments-on-proposal")
    visit(facilitator, waiver.get_absolute_url(), "comments-on-proposal-mde")
    visit(lead, "/start/", "comments-start")
    visit(facilitator, "/moderation/", "comments-work")


def test_comments_are_clean_after_the_period(visit: Visit, waiver: Waiver, facilitator: Any) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    past = {"body": [], "sha256": "", "published_by": facilitator, "comments_until": yesterday}
    Notice.objects.create(waiver=waiver, number=2, **past)
    where = f"{waiver.get_absolute_url()}comments/"
    visit(None, where, "comments-closed")
    visit(None, f"{where}write/", "comment-write-closed")
    visit(None, waiver.get_absolute_url(), "comments-closed-on-proposal")
