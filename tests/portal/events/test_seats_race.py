"""A hundred registrations at the same moment for fifteen places, with cancellations and promotions."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum

from portal.core.errors import NotAllowed
from portal.events import services
from portal.events.models import Event, Registration
from portal.events.services import seats
from tests.cast import office_holder
from tests.factories.accounts import UserFactory
from tests.factories.districts import DistrictFactory
from tests.factories.events import came, planned, team_of
from tests.parallel import same_browser, together

pytestmark = pytest.mark.django_db(transaction=True)
PLACES, PEOPLE = 15, 100


def taken(event: Event) -> int:
    return Registration.objects.taking().filter(event=event).aggregate(total=Sum("places"))["total"] or 0


def answer_all(event: Event, people: list[Any], reply: str = "yes") -> list[Any]:
    """What each was told: two each on as many connections as PostgreSQL grants."""

    def answer(person: Any) -> Any:
        try:
            return came(event, person, reply, reason="Sample.")
        except NotAllowed as refusal:
            return refusal

    half = len(people) // 2
    told = together(half, lambda number: [answer(people[number]), answer(people[number + half])])
    return [each for pair in told for each in pair]


def in_line(event: Event) -> list[int]:
    return list(event.registrations.waiting().values_list("position", flat=True))


def test_answer_by_a_hundred_at_once_takes_exactly_the_places(facilitator: Any) -> None:
    event, people = planned(actor=facilitator, capacity=PLACES), UserFactory.create_batch(PEOPLE)
    told = answer_all(event, people)
    assert {type(each) for each in told} == {Registration}, told[:3]
    assert sorted(each.state for each in told) == ["registered"] * PLACES + ["waiting"] * (PEOPLE - PLACES)
    assert taken(event) == PLACES
    assert in_line(event) == list(range(1, PEOPLE - PLACES + 1))


def test_cancellations_and_promotions_at_once_keep_the_order_and_are_never_over(facilitator: Any) -> None:
    event, people = planned(actor=facilitator, capacity=PLACES), UserFactory.create_batch(PEOPLE)
    answer_all(event, people)
    line = list(event.registrations.waiting().values_list("user", flat=True))
    leaving = [each.user for each in event.registrations.taking()[:10]]
    late = UserFactory.create_batch(10)

    def act(number: int) -> Any:
        reply = "no" if number < 10 else "yes"
        return came(event, [*leaving, *late][number], reply, reason="Sample.")

    told = together(20, act)
    assert {type(each) for each in told} == {Registration}, told[:3]
    offered = event.registrations.filter(state="offered").order_by("position")
    assert list(offered.values_list("user", flat=True)) == line[:10]
    assert taken(event) == PLACES
    takers = list(offered.select_related("user"))
    together(10, lambda number: services.take_place(takers[number], actor=takers[number].user))
    assert taken(event) == event.registrations.filter(state="registered").count() == PLACES
    assert in_line(event) == sorted(in_line(event))
    assert {each.state for each in event.registrations.filter(user__in=late)} == {"waiting"}


def test_answer_without_the_lock_takes_more_than_there_are(facilitator: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: where nothing locks the event, the count is old by the time the place is taken.

    SQLite has one writer at a time whether it is asked or not; there the count itself is taken away.
    """
    event, people = planned(actor=facilitator, capacity=PLACES), UserFactory.create_batch(PEOPLE)
    if connection.vendor == "sqlite":
        monkeypatch.setattr(seats, "places_taken", lambda event: 0)
    else:
        monkeypatch.setattr("django.db.models.QuerySet.select_for_update", lambda rows, **options: rows)
    answer_all(event, people)
    assert taken(event) > PLACES


def test_answer_over_http_by_a_hundred_at_once_takes_exactly_the_places(facilitator: Any, client_for: Any) -> None:
    event, people, half = planned(actor=facilitator, capacity=PLACES), UserFactory.create_batch(PEOPLE), PEOPLE // 2
    browsers = [client_for(person) for person in people]

    def answer(browser: Any) -> int:
        return int(same_browser(browser).post(f"{event.get_absolute_url()}answer/", {"reply": "yes"}).status_code)

    told = together(half, lambda number: [answer(browsers[number]), answer(browsers[number + half])])
    assert {status for pair in told for status in pair} == {302}
    assert taken(event) == PLACES
    assert event.registrations.waiting().count() == PEOPLE - PLACES


def test_teams_and_persons_at_once_are_never_over(facilitator: Any) -> None:
    event = planned(actor=facilitator, capacity=PLACES, required_roles=["principal", "counselor"])
    districts = DistrictFactory.create_batch(20)
    leads = [office_holder(each, "innovation_lead", f"Lead {each.pk}") for each in districts]
    told = together(20, lambda number: team_of(event, districts[number], actor=leads[number]))
    assert sorted(each.state for each in told) == ["registered"] * 7 + ["waiting"] * 13
    assert taken(event) == 14
    assert in_line(event) == list(range(1, 14))
