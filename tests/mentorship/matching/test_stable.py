"""The stable way: no pair of which both would rather have each other; hiding one's wishes gains nothing."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorship.matching.instance import Instance, read_instance
from mentorship.matching.stable import Order, blocking_pairs, match_stably, wishes_of
from tests.mentorship.matching.instances import made


def instance_of(seed: int) -> tuple[Instance, Order]:
    """A random instance with random wishes."""
    random = Random(seed)
    told: dict[str, Any] = made(random, random.randint(1, 5), random.randint(1, 7))
    instance = read_instance(told)
    mentors = list(instance.capacity)
    wishes = {request: random.sample(mentors, random.randint(0, len(mentors))) for request in instance.classes}
    return instance, wishes_of(instance, wishes)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9))
def test_stable_matching_has_no_blocking_pair_and_keeps_to_capacity(seed: int) -> None:
    instance, orders = instance_of(seed)
    matched = match_stably(instance, orders)
    assert blocking_pairs(instance, orders, matched) == []
    load = [list(matched.values()).count(mentor) for mentor in instance.capacity]
    assert all(count <= slots for count, slots in zip(load, instance.capacity.values(), strict=True))
    assert matched.items() >= instance.pinned.items()


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_no_district_gains_by_naming_its_wishes_otherwise(seed: int) -> None:
    instance, orders = instance_of(seed)
    honest = match_stably(instance, orders)
    for request, order in orders.items():
        for at in range(len(order)):
            for lie in (order[at:], order[at:] + order[:at], [order[at]]):
                got = match_stably(instance, orders | {request: lie}).get(request)
                assert place(order, got) >= place(order, honest.get(request))


def place(order: list[str], mentor: str | None) -> int:
    return order.index(mentor) if mentor in order else len(order)


def test_blocking_pair_is_found_where_one_is_planted() -> None:
    told = {"seed": "1", "mentors": [{"id": "m", "capacity": 1}], "requests": [{"id": "a", "class": 0}]}
    told |= {"fit": [["m", "a", 5]]}
    instance = read_instance(told)
    assert blocking_pairs(instance, {"a": ["m"]}, {}) == [("m", "a")]


@pytest.mark.parametrize("wished", [["m2", "m1"], ["m1"], []])
def test_order_is_wishes_then_fit(wished: list[str]) -> None:
    told = {
        "seed": "1",
        "mentors": [{"id": name, "capacity": 1} for name in ("m1", "m2", "m3")],
        "requests": [{"id": "a", "class": 0}],
        "fit": [["m1", "a", 1], ["m2", "a", 2], ["m3", "a", 3]],
    }
    rest = [name for name in ("m3", "m2", "m1") if name not in wished]
    assert wishes_of(read_instance(told), {"a": wished})["a"] == [*wished, *rest]
