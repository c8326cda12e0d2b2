"""Answers, places, the waiting list."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.events import seating, services
from portal.events.models import Registration
from portal.events.providers import waiting_events
from portal.events.seating import Party
from tests.factories.accounts import UserFactory
from tests.factories.events import came, planned

pytestmark = pytest.mark.django_db


def states(event: Any) -> dict[str, str]:
    return {each.user.email: each.state for each in event.registrations.select_related("user")}


def test_answer_yes_takes_a_place_until_there_is_none(facilitator: Any) -> None:
    event, people = planned(actor=facilitator, capacity=2), UserFactory.create_batch(4)
    assert [came(event, person).state for person in people] == ["registered", "registered", "waiting", "waiting"]
    assert [came(event, person).state for person in people] == ["registered", "registered", "waiting", "waiting"]


def test_answer_no_offers_the_place_to_the_first_in_line(facilitator: Any) -> None:
    event, people = planned(actor=facilitator, capacity=1), UserFactory.create_batch(3)
    first, second, third = people
    for person in people:
        came(event, person)
    came(event, first, "no", reason="Sample illness.")
    assert states(event) == {first.email: "given_up", second.email: "offered", third.email: "waiting"}
    offer = Registration.objects.get(user=second)
    assert timedelta(hours=47) < offer.offered_until - timezone.now() <= timedelta(hours=48)
    mail = OutgoingMail.objects.get(to=second.email, subject__startswith="A place is free")
    assert "Central" in mail.text
    assert [waiting.words for waiting in waiting_events(second)] == ["A place is free: Sample event"]
    late = came(event, UserFactory())
    assert late.state == "waiting"
    assert services.take_place(offer, actor=second).state == "registered"
    came(event, second, "maybe")
    assert states(event)[third.email] == "offered"


def test_answer_yes_to_an_offer_takes_it(facilitator: Any) -> None:
    event, (first, second) = planned(actor=facilitator, capacity=1), UserFactory.create_batch(2)
    came(event, first)
    came(event, second)
    came(event, first, "no", reason="Sample.")
    assert came(event, second).state == "registered"


def test_offer_that_is_not_taken_passes_on_and_cannot_be_taken(facilitator: Any) -> None:
    event, (first, second, third) = planned(actor=facilitator, capacity=1), UserFactory.create_batch(3)
    for person in (first, second, third):
        came(event, person)
    came(event, first, "no", reason="Sample.")
    with time_machine.travel(timezone.now() + timedelta(hours=49), tick=False):
        with pytest.raises(NotAllowed, match="run out"):
            services.take_place(Registration.objects.get(user=second), actor=second)
        assert services.tell_events()["lapsed"] == 1
        assert services.tell_events()["lapsed"] == 0
        assert states(event)[second.email] == "lapsed"
        assert states(event)[third.email] == "offered"
        assert came(event, second).state == "waiting"
    assert OutgoingMail.objects.filter(to=second.email, subject__startswith="The offer ran out").count() == 1


def test_offers_end_two_hours_before_the_start(facilitator: Any) -> None:
    event, (first, second) = planned(actor=facilitator, capacity=1), UserFactory.create_batch(2)
    came(event, first)
    came(event, second)
    with time_machine.travel(event.starts_at - timedelta(hours=1), tick=False):
        came(event, first, "no", reason="Sample.")
        assert states(event)[second.email] == "waiting"
    assert seating.answer_by(event.starts_at - timedelta(hours=3), event.starts_at) == event.starts_at - timedelta(
        hours=2
    )
    assert seating.answer_by(event.starts_at - timedelta(hours=2), event.starts_at) is None


def test_more_places_are_offered_in_order(facilitator: Any) -> None:
    event, people = planned(actor=facilitator, capacity=1), UserFactory.create_batch(4)
    for person in people:
        came(event, person)
    services.edit_event(event, facts={"capacity": 3}, actor=facilitator)
    assert list(states(event).values()) == ["registered", "offered", "offered", "waiting"]


def test_take_is_for_who_got_the_offer(facilitator: Any, member: Any, lead: Any) -> None:
    event = planned(actor=facilitator, capacity=1)
    came(event, member)
    own = came(event, lead)
    with pytest.raises(NotAllowed):
        services.take_place(own, actor=lead)
    came(event, member, "no", reason="Sample.")
    with pytest.raises(NotAllowed):
        services.take_place(own, actor=member)


def test_answers_end_when_the_event_begins(facilitator: Any, member: Any, client_for: Any) -> None:
    event = planned(actor=facilitator)
    with time_machine.travel(event.starts_at + timedelta(minutes=1), tick=False):
        with pytest.raises(NotAllowed, match="has begun"):
            came(event, member)
        assert b"Do you come?" not in client_for(member).get(event.get_absolute_url()).content


def test_answer_by_form_asks_a_reason_for_no(facilitator: Any, member: Any, client_for: Any) -> None:
    event, browser = planned(actor=facilitator), client_for(member)
    path = f"{event.get_absolute_url()}answer/"
    assert b"why you cannot come" in browser.post(path, {"reply": "no"}).content
    assert b"yes, maybe or no" in browser.post(path, {}).content
    assert not Registration.objects.exists()
    page = browser.post(path, {"reply": "maybe", "reason": "Sample board meeting."}, follow=True).content
    assert b"Noted: maybe" in page
    assert b"Sample board meeting." in page
    assert b"Sample board meeting." not in client_for(UserFactory()).get(event.get_absolute_url()).content


def test_take_by_button_takes_the_place(facilitator: Any, member: Any, lead: Any, client_for: Any) -> None:
    event = planned(actor=facilitator, capacity=1)
    came(event, member)
    came(event, lead)
    page = client_for(lead).get(event.get_absolute_url()).content
    assert b"You are the next" in page
    came(event, member, "no", reason="Sample.")
    browser, path = client_for(lead), event.get_absolute_url()
    assert b"Take the place" in browser.get(path).content
    browser.post(f"{path}take/")
    assert states(event)[lead.email] == "registered"
    assert browser.post(f"{path}take/").status_code == 409
    assert client_for(facilitator).post(f"{path}take/").status_code == 409


def test_confirmation_brings_the_calendar_file(facilitator: Any, member: Any) -> None:
    came(planned(actor=facilitator), member)
    mail = OutgoingMail.objects.get(subject__startswith="You have a place")
    stored = mail.attachments.get()
    content = stored.content.open("rb").read()
    assert stored.content_type.startswith("text/calendar")
    assert b"BEGIN:VEVENT" in content
    assert b"video.example.org" not in content.replace(b"\r\n ", b"")


parties = st.lists(st.integers(1, 5), max_size=12).map(
    lambda sizes: [Party(key, size, position=key * 3) for key, size in enumerate(sizes)]
)


@given(capacity=st.integers(0, 30), taken=st.integers(0, 30), line=parties)
def test_next_in_line_is_never_over_and_overtakes_nobody(capacity: int, taken: int, line: list[Party]) -> None:
    chosen = seating.next_in_line(capacity, taken, reversed(line))
    assert chosen == [party.key for party in line][: len(chosen)]
    seats = sum(party.places for party in line if party.key in chosen)
    assert not chosen or taken + seats <= capacity
    if len(chosen) < len(line):
        assert taken + seats + line[len(chosen)].places > capacity
