"""Planted statistics: what was planted is found, what was not is not, and too little is said to be too little."""

import random
import re
from collections.abc import Callable
from statistics import mean

import pytest

from best_practices.reuse.association import (
    ADOPTERS,
    LEAST_ADOPTERS,
    LEAST_OTHERS,
    OTHERS,
    Association,
    Change,
    change_of,
    compare,
    quantile,
)
from best_practices.reuse.facts import Figure, SchoolFacts
from best_practices.reuse.telling import tell_association

GRADES = (frozenset({3, 4, 5}), frozenset({6, 7, 8}), frozenset({9, 10}))
COMMUNITIES = ("city", "suburb", "town", "rural")
Choice = Callable[[random.Random, float], bool]
CAUSE = re.compile(r"caus|effect|because|due to|impact|led to|thanks|result of|improv|works|made the", re.I)


def one_in_ten(rng: random.Random, before: float) -> bool:
    return rng.random() < 0.1


def from_the_lower_half(rng: random.Random, before: float) -> bool:
    return before < 40 and rng.random() < 0.25


def world(
    seed: int, *, gain: float = 0, noise: float = 6, adopts: Choice = one_in_ten
) -> tuple[list[Change], set[int]]:
    """400 schools whose two results are what they can do, plus noise each year; adopters gain what is planted."""
    rng = random.Random(seed)
    changes, adopters = [], set()
    for key in range(400):
        able = rng.gauss(40, 15)
        before, after = able + rng.gauss(0, noise), able + 2 + rng.gauss(0, noise)
        if adopts(rng, before):
            adopters.add(key)
            after += gain
        changes.append(Change(key, before, after, 60, 60, rng.choice(COMMUNITIES), rng.choice(GRADES)))
    return changes, adopters


def holds(found: Association, value: float) -> bool:
    """The interval contains a value."""
    return found.low is not None and found.high is not None and found.low <= value <= found.high


def words(found: Association) -> str:
    return " ".join(reason.text for reason in tell_association(found))


def test_compare_finds_a_planted_gain_of_20_points():
    found = [compare(*world(seed, gain=20)) for seed in range(100)]
    assert holds(found[0], 20)
    assert sum(holds(each, 20) for each in found) >= 88  # of 100 at 95 percent, 3 standard deviations below 95
    assert not any(holds(each, 0) for each in found)


def test_compare_finds_nothing_in_shuffled_adoption():
    changes, adopters = world(1, gain=0)
    held = 0
    for seed in range(200):
        shuffled = set(random.Random(seed).sample(range(len(changes)), len(adopters)))
        held += holds(compare(changes, shuffled), 0)
    assert 180 <= held <= 199  # 190 of 200 expected; the binomial's standard deviation is 3.1


def test_compare_does_not_take_regression_to_the_mean_for_more():
    """Adopters come from the lower half of noisy results: by themselves they rise by points that are not planted."""
    found, rises = [], []
    for seed in range(100):
        changes, adopters = world(seed, noise=10, adopts=from_the_lower_half)
        found.append(compare(changes, adopters))
        others = [each.after - each.before for each in changes if each.key not in adopters]
        rises.append((found[-1].change or 0) - mean(others))
    assert mean(rises) > 3
    assert abs(mean(each.estimate or 0 for each in found)) < 0.5
    assert sum(holds(each, 0) for each in found) >= 88  # of 100 at 95 percent, 3 standard deviations below 95
    assert all(each.began_below and each.began_below > 5 for each in found)
    assert all("tend to rise the next time by themselves" in words(each) for each in found)


def test_compare_warns_of_no_low_beginnings_where_there_are_none():
    changes, adopters = world(3)
    found = compare(changes, {each.key for each in changes if each.before > 45 and each.key % 5 == 0})
    assert (found.sufficient, found.began_below) == (True, None)
    assert "Be careful" not in words(found)
    assert adopters


def test_compare_has_no_answer_where_all_low_schools_adopt():
    changes, _ = world(1, noise=10)
    found = compare(changes, {each.key for each in changes if each.before < 10})
    assert (found.sufficient, found.insufficient) == (False, OTHERS)
    assert found.adopters >= LEAST_ADOPTERS > found.matched
    assert "Insufficient evidence" in words(found)


def test_compare_has_no_answer_for_few_adopters():
    changes, _ = world(1)
    found = compare(changes, set(range(LEAST_ADOPTERS - 1)))
    assert (found.sufficient, found.insufficient, found.adopters) == (False, ADOPTERS, 9)
    assert (found.estimate, found.low, found.high, found.change) == (None, None, None, None)
    assert words(found) == ("Insufficient evidence. Schools that use it and have results to compare: 9. Needed: 10.")
    assert compare([], set()).adopters == 0


def test_compare_has_no_answer_for_few_others():
    changes = [Change(key, 40 + key % 3, 42, 60, 60, "rural", GRADES[0]) for key in range(30)]
    found = compare(changes, set(range(15)))
    assert (found.others, found.insufficient) == (15, OTHERS)
    assert found.others < LEAST_OTHERS


def test_compare_never_uses_small_cells():
    changes, adopters = world(2)
    small = [Change(1000 + key, 0.0, 100.0, 9, 60, "rural", GRADES[0]) for key in range(50)]
    with_small = compare([*changes, *small], adopters | {each.key for each in small[:25]})
    assert with_small == compare(changes, adopters)
    assert compare(changes, adopters, minimum_cell=61).adopters == 0


def test_compare_is_the_same_whatever_the_order_of_input():
    changes, adopters = world(4)
    mixed = list(changes)
    random.Random(1).shuffle(mixed)
    assert compare(mixed, adopters) == compare(changes, adopters)


def test_compare_compares_schools_with_grades_in_common():
    low = [Change(key, 40 + key / 20, 40 + key / 20, 60, 60, "rural", GRADES[0]) for key in range(40)]
    high = [Change(100 + key, 40 + key / 20, 70 + key / 20, 60, 60, "rural", GRADES[2]) for key in range(40)]
    found = compare([*low, *high], set(range(0, 40, 3)))
    assert (found.estimate, found.change_of_others) == pytest.approx((0, 0), abs=1e-9)


def test_compare_widens_the_interval_where_the_same_schools_are_used_often():
    rng = random.Random(9)
    near = [Change(key, 40 + rng.random(), 40 + rng.gauss(0, 8), 60, 60, "rural", GRADES[0]) for key in range(125)]
    few, many = (compare([*near[:100], *near[100 : 100 + others]], set(range(100))) for others in (22, 25))
    assert few.others == 22
    spread = (few.high or 0) - (few.low or 0)
    assert spread > 2 * 1.984 * 8 / 10  # what a hundred differences would give alone
    assert many.others >= few.others


@pytest.mark.parametrize(
    ("freedom", "table"), [(5, 2.571), (9, 2.262), (19, 2.093), (30, 2.042), (120, 1.980), (1e9, 1.960)]
)
def test_quantile_is_that_of_the_tables(freedom: float, table: float):
    assert quantile(freedom) == pytest.approx(table, abs=0.001)


def test_change_of_leaves_out_what_is_hidden_even_in_part():
    whole = (Figure(2018, 30.0, 50), Figure(2022, 36.0, 60))
    own = SchoolFacts(1, "S", locale="42", tests=frozenset({"3"}), measures={"ELA": whole})
    assert change_of(own, "ELA", 2018, 2022) == Change(1, 30.0, 36.0, 50, 60, "rural", frozenset({3}))
    for hidden in (Figure(2022, None), Figure(2022, 36.0, 60, left_out=1)):
        part = SchoolFacts(1, "S", measures={"ELA": (whole[0], hidden)})
        assert change_of(part, "ELA", 2018, 2022) is None
    assert change_of(own, "MATH", 2018, 2022) is None


def test_words_of_an_association_name_no_cause():
    told = [words(compare(*world(seed, gain=gain, adopts=adopts))) for seed in range(5) for gain in (0, 20)
            for adopts in (one_in_ten, from_the_lower_half)]  # fmt: skip
    told += [words(compare(world(1)[0], set(range(5))))]
    assert all("This is association" in each for each in told[:-1])
    assert not [each for each in told if CAUSE.search(each)]
    assert any("The interval includes zero" in each for each in told)


def test_words_of_an_association_hold_the_numbers_found():
    found = compare(*world(1, gain=20))
    numbers = {number.label: number.value for reason in tell_association(found) for number in reason.numbers}
    assert numbers["Points: difference"] == found.estimate
    assert numbers["Schools that use it and are compared"] == found.matched
    assert f"{found.low:.1f} to {found.high:.1f}" in words(found)
