"""A district's team at a convening, in the browser: named, changed, checked in by the list, counted in the ledger."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from portal.core.dates import school_year, school_year_words
from portal.core.models import OutgoingMail
from portal.districts.models import Office
from portal.events.models import Event
from tests.browser.hand import WAYS, Hand
from tests.cast import office_holder
from tests.factories.events import planned
from tests.factories.network import NetworkMembershipFactory

TEAM = {
    "Principal": Office.PRINCIPAL,
    "Counselor": Office.COUNSELOR,
    "Lead teacher": Office.LEAD_TEACHER,
    "Federal programs director": Office.FEDERAL_PROGRAMS,
}
SUBSTITUTE = ("Sample substitute", "substitute@example.org")


@pytest.fixture
def event(facilitator: Any, district: Any) -> Event:
    """A convening with places for ten, for teams of four, that counts as a meeting; it begins soon."""
    NetworkMembershipFactory(district=district)
    facts = {"kind": "convening", "required_roles": [*TEAM.values()], "capacity": 10, "duty": "meetings"}
    soon = timezone.now() + timedelta(minutes=20)
    return planned(actor=facilitator, title="March convening (sample)", starts_at=soon, **facts)


def name_team(hand: Hand, event: Event) -> None:
    """The lead finds the event and names a person for each role."""
    hand.page.goto("/events/")
    hand.press(hand.link(event.title))
    hand.press(hand.page.get_by_role("link", name="Name the team"))
    for role, office in TEAM.items():
        hand.write(hand.field(f"{role}: name"), f"Sample {office}")
        hand.write(hand.field(f"{role}: e-mail"), f"sample.{office}@example.org")
    hand.press(hand.button("Keep the team"))
    hand.sees("Registered")


def drop_out(hand: Hand, event: Event) -> None:
    """One of the team cannot come."""
    hand.page.goto(event.get_absolute_url())
    hand.unfold("I cannot come")
    hand.write(hand.field("Reason"), "A board meeting (sample)")
    hand.press(hand.button("Say that I cannot come"))
    hand.sees("You said that you cannot come.")


def put_in_substitute(hand: Hand, event: Event, district: Any) -> None:
    """The lead finds it on the start page, and gives the seat to another person, who gets a mail."""
    hand.page.goto("/start/")
    hand.press(hand.link(f"Give a seat in the team of {district} to another person: {event}"))
    for label, words in zip(("name", "e-mail"), SUBSTITUTE, strict=True):
        target = hand.field(f"Counselor: {label}")
        hand.write(target, "")
        target.fill("") if not hand.keyboard else hand.page.keyboard.press("Control+A")
        hand.page.keyboard.insert_text(words) if hand.keyboard else target.fill(words)
    hand.press(hand.button("Keep the team"))
    assert OutgoingMail.objects.filter(to=SUBSTITUTE[1]).exists()
    hand.page.goto("/start/")
    expect(hand.page.get_by_text("Give a seat in the team")).to_have_count(0)


def note(hand: Hand, standing: str) -> None:
    """The facilitator enters the list: all of the team."""
    for number in range(len(TEAM)):
        target = hand.page.get_by_label("Attendance of").nth(number)
        hand.pick(target, standing)
    hand.press(hand.button("Note the attendance"))
    expect(hand.page.get_by_role("status").first).to_be_visible()


def ledger_says(hand: Hand, district: Any, counted: int) -> None:
    """The figure of the meetings this school year, and its evidence."""
    words = school_year_words(school_year(timezone.localdate()))
    hand.page.goto(f"/participation/{district.pk}/{words}/")
    section = hand.page.get_by_role("region", name="Quarterly meetings")
    summary = section.locator("summary")
    expect(summary).to_have_text(f"Evidence: {counted} counted, 0 excused, 0 missed")
    if counted:
        hand.press(summary)
        hand.press(section.get_by_role("link", name="March convening (sample)", exact=True))
        expect(hand.page.get_by_role("heading", name="March convening (sample)")).to_be_visible()


@pytest.mark.parametrize("way", WAYS)
def test_team_of_four_comes_and_the_ledger_moves(
    way: str, event: Event, new_page: Any, district: Any, lead: Any, facilitator: Any
) -> None:
    def hand(person: Any, width: int = 1280) -> Hand:
        return Hand(new_page(person, width=width, scripts=way != "no-scripts"), keyboard=way == "keyboard")

    counselor = office_holder(district, Office.COUNSELOR, f"Sample {Office.COUNSELOR}")
    leading, running = hand(lead), hand(facilitator)
    name_team(leading, event)
    drop_out(hand(counselor, 320), event)
    put_in_substitute(leading, event, district)
    ledger_says(leading, district, 0)
    past = timezone.now() - timedelta(hours=3)
    Event.objects.filter(pk=event.pk).update(starts_at=past, ends_at=past + timedelta(hours=2))
    running.page.goto(event.get_absolute_url())
    running.press(running.page.get_by_role("link", name="People and attendance"))
    running.sees(SUBSTITUTE[0])
    note(running, "Present")
    ledger_says(leading, district, 1)
    note(running, "Not noted")
    ledger_says(leading, district, 0)
