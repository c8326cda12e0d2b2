"""Balanced assignment: as good as trying everything, quick, the same for the same seed."""

import random
import time
from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.reviews.assignment import propose


def loads(proposal, pinned, reviewers):
    counted = Counter(one for those in proposal.added.values() for one in those)
    counted.update(reviewer for _, reviewer in pinned)
    return sorted((counted[each] for each in reviewers), reverse=True)


def best(needs, reviewers, forbidden, pinned):
    """The loads of the best of all assignments: the smallest largest load, then the smallest sum of squares."""
    choices = []
    for subject, need in needs.items():
        left = need - sum(one == subject for one, _ in pinned)
        free = [each for each in reviewers if (subject, each) not in forbidden and (subject, each) not in pinned]
        choices.append(list(combinations(free, min(max(left, 0), len(free)))))
    found = []
    for chosen in product(*choices):
        counted = Counter(one for those in chosen for one in those)
        counted.update(reviewer for _, reviewer in pinned)
        load = sorted((counted[each] for each in reviewers), reverse=True)
        found.append((load[0], sum(number**2 for number in load), load))
    return min(found)


def check(needs, reviewers, forbidden, pinned, seed=0):
    proposal = propose(needs, reviewers, forbidden, pinned, seed)
    load = loads(proposal, pinned, reviewers)
    assert (load[0], sum(number**2 for number in load)) == best(needs, reviewers, forbidden, pinned)[:2]
    for subject, those in proposal.added.items():
        assert len(set(those)) == len(those)
        assert not {(subject, one) for one in those} & (set(forbidden) | set(pinned))
        held = sum(one == subject for one, _ in pinned)
        assert len(those) + held + proposal.lacking.get(subject, 0) == max(needs[subject], held)


@pytest.mark.parametrize("shape", [(2, 2), (3, 2), (2, 3), (3, 3), (4, 2)])
@pytest.mark.parametrize("need", [1, 2])
def test_propose_equals_brute_force_on_all_conflicts_of_small_panels(shape, need):
    pairs = list(product(range(shape[0]), range(shape[1])))
    for bits in product([False, True], repeat=len(pairs)):
        forbidden = {pair for pair, bit in zip(pairs, bits, strict=True) if bit}
        check(dict.fromkeys(range(shape[0]), need), range(shape[1]), forbidden, set())


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_propose_equals_brute_force_with_pinned_ones(data):
    subjects, reviewers = range(data.draw(st.integers(1, 5))), range(data.draw(st.integers(1, 4)))
    marks = {pair: data.draw(st.sampled_from(["free", "free", "shut", "pin"])) for pair in product(subjects, reviewers)}
    needs = {subject: data.draw(st.integers(0, 3)) for subject in subjects}
    forbidden = {pair for pair, mark in marks.items() if mark == "shut"}
    check(
        needs, reviewers, forbidden, {pair for pair, mark in marks.items() if mark == "pin"}, data.draw(st.integers())
    )


def test_propose_says_for_which_subject_how_many_are_lacking():
    assert propose({"a": 3, "b": 1}, ["x", "y"], {("a", "x")}).lacking == {"a": 2}


def test_propose_gives_the_same_for_the_same_seed():
    needs, forbidden = dict.fromkeys(range(30), 3), {(1, 2), (5, 3)}
    assert propose(needs, range(8), forbidden, seed=7) == propose(needs, list(range(8))[::-1], forbidden, seed=7)


def test_propose_answers_for_300_subjects_and_30_reviewers_within_two_seconds():
    forbidden = {(subject, reviewer) for subject in range(300) for reviewer in range(30) if subject % 25 > reviewer + 5}
    began = time.perf_counter()
    proposal = propose(dict.fromkeys(range(300), 3), range(30), forbidden)
    took = time.perf_counter() - began
    assert took < 2, f"took {took:.2f} s"
    assert not proposal.lacking
    assert set(loads(proposal, [], range(30))) == {30}


@pytest.mark.parametrize("seed", range(3))
def test_propose_with_tight_loads_and_many_conflicts_is_even_and_quick(seed):
    """Of 300 subjects each is closed to a random fifth of 30 reviewers, and 30 more pairs are planted."""
    chance = random.Random(seed)
    forbidden = {(each, one) for each in range(300) for one in range(30) if chance.random() < 0.2}
    planted = {(number * 10, number) for number in range(30)}
    began = time.perf_counter()
    proposal = propose(dict.fromkeys(range(300), 3), range(30), forbidden | planted)
    assert time.perf_counter() - began < 2
    given = {(each, one) for each, people in proposal.added.items() for one in people}
    assert not given & (forbidden | planted)
    assert not proposal.lacking
    assert set(loads(proposal, [], range(30))) == {30}
