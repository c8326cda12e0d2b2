"""By keyboard alone: a reading of a measure, and an entry of the ledger that is contested and answered."""

from typing import Any

from django.utils import timezone

from portal.core.dates import school_year, school_year_words
from portal.measures.models import Reading
from tests.browser.hand import Hand
from tests.factories.districts import SchoolFactory
from tests.factories.measures import measured
from tests.factories.network import NetworkMembershipFactory, PathwayFactory


def test_reading_is_entered_by_keyboard(new_page: Any, facilitator: Any, district: Any) -> None:
    SchoolFactory(district=district, name="Sample School One")
    measure = measured(PathwayFactory(), actor=facilitator)
    hand = Hand(new_page(facilitator), keyboard=True)
    hand.page.goto("/measures/")
    hand.press(hand.link(measure.title))
    hand.press(hand.link("Enter readings"))
    fields = hand.page.get_by_role("group", name="Sample School One")
    hand.write(fields.get_by_label("Percent"), "62")
    hand.write(fields.get_by_label("n (of how many)"), "40")
    hand.press(hand.button("Save"))
    hand.sees("All schools together")
    assert [(each.value, each.n) for each in Reading.objects.all()] == [(62, 40)]


def test_entry_is_contested_and_answered_by_keyboard(new_page: Any, lead: Any, facilitator: Any, district: Any) -> None:
    NetworkMembershipFactory(district=district)
    words = school_year_words(school_year(timezone.localdate()))
    district_hand, mde = Hand(new_page(lead), keyboard=True), Hand(new_page(facilitator), keyboard=True)
    district_hand.page.goto("/participation/")
    district_hand.press(district_hand.link(f"{district}, {words}"))
    webinars = district_hand.page.get_by_role("region", name="Monthly webinars and calls")
    district_hand.press(webinars.get_by_role("link", name="Something is missing here"))
    district_hand.choose(district_hand.field("Something is missing"))
    district_hand.write(district_hand.field("If something is missing"), "Webinar of October 10 (sample)")
    district_hand.write(district_hand.field("What should MDE know?"), "We were there (sample).")
    district_hand.press(district_hand.button("Send it to MDE"))
    district_hand.sees("We were there (sample).")
    mde.page.goto(f"/participation/{district.pk}/{words}/")
    mde.press(mde.page.get_by_role("main").get_by_role("link", name="Answer"))
    mde.write(mde.field("Your answer"), "The list has you now (sample).")
    mde.press(mde.button("Answer the district"))
    mde.sees("The list has you now (sample).")
    district_hand.page.reload()
    district_hand.sees("The list has you now (sample).")
