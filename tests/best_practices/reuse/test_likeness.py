"""Likeness: its bounds, its table, and which schools count as like one."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from best_practices.reuse.facts import Figure, SchoolFacts, Statewide, as_tested, grades_of
from best_practices.reuse.likeness import RULES, Context, fit, like_schools, likeness, size_class
from tests.best_practices.reuse import planting

SEEDS = st.integers(0, 10_000)


def facts(key: int = 1, locale: str = "42", tests: str = "3 4 5", tested: int | None = 200) -> SchoolFacts:
    measures = {"ELA": (Figure(2022, None if tested is None else 40.0, tested),)}
    return SchoolFacts(key, f"School {key}", locale=locale, tests=frozenset(tests.split()), measures=measures)


@settings(deadline=None)  # the machine may be busy
@given(SEEDS, SEEDS)
def test_likeness_lies_between_0_and_1_and_is_the_same_both_ways(one: int, other: int):
    first, second = planting.school(1, random.Random(one)), planting.school(2, random.Random(other))
    assert 0 <= likeness(first, second).total <= 1
    assert likeness(first, second) == likeness(second, first)
    assert likeness(first, first).total == pytest.approx(1)


@pytest.mark.parametrize(("locale", "part"), [("42", 1), ("43", 0.8), ("33", 0.5), ("21", 0), ("12", 0), ("", 0.5)])
def test_likeness_by_community(locale: str, part: float):
    assert likeness(facts(), facts(locale=locale)).community == part


@pytest.mark.parametrize(("tests", "part"), [("3 4 5", 1), ("3 4 5 6", 0.75), ("5 6 7", 0.2), ("6 7 8", 0), ("", 0.5)])
def test_likeness_by_grades(tests: str, part: float):
    assert likeness(facts(), facts(tests=tests)).grades == pytest.approx(part)


@pytest.mark.parametrize(("tested", "part"), [(200, 1), (100, 0.5), (800, 0.25), (None, 0.5)])
def test_likeness_by_size(tested: int | None, part: float):
    assert likeness(facts(), facts(tested=tested)).size == part


def test_likeness_weighs_its_parts():
    found = likeness(facts(), facts(locale="33", tests="3 4 5 6", tested=100))
    assert found.total == pytest.approx(0.4 * 0.5 + 0.4 * 0.75 + 0.2 * 0.5)


def test_fit_of_a_practice_that_says_nothing_is_neither_good_nor_bad():
    assert fit(facts(), Context()).total == pytest.approx(0.5)


def test_fit_of_a_practice_made_for_such_schools_is_whole():
    context = Context(frozenset({"rural"}), frozenset(range(0, 6)), frozenset({"medium"}))
    assert fit(facts(), context).total == pytest.approx(1)


def test_fit_of_a_practice_made_for_others():
    context = Context(frozenset({"city"}), frozenset({9, 10, 11, 12}), frozenset({"large"}))
    found = fit(facts(tested=50), context)
    assert (found.community, found.grades, found.size) == (0, 0, 0)
    near = fit(facts(tests="5 6"), replace(context, communities=frozenset({"town"}), grades=frozenset({6, 7})))
    assert (near.community, near.grades, near.size) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize(("size", "name"), [(10, "small"), (159, "small"), (160, "medium"), (300, "large"), (None, "")])
def test_size_class_names_the_thirds(size: int | None, name: str):
    assert size_class(size) == name


@pytest.mark.parametrize(
    ("tests", "grades"),
    [
        ("3 4 5", {3, 4, 5}),
        ("6 7 8 AlgI", {6, 7, 8}),
        ("7 8 AlgI EngII", {7, 8, 9, 10}),
        ("AlgI EngII", {9, 10}),
        ("AlgI", {9}),
        ("", set()),
    ],
)
def test_grades_of_tests(tests: str, grades: set[int]):
    assert grades_of(tests.split()) == grades


def test_as_tested_stands_for_those_without_a_test():
    assert as_tested([-1, 0, 2, 4, 12]) == {3, 4, 10}


def test_size_is_that_of_the_newest_year_that_may_be_shown():
    own = replace(
        facts(), measures={"ELA": (Figure(2018, 40.0, 90), Figure(2022, None)), "MATH": (Figure(2018, 1.0, 80),)}
    )
    assert own.size == 90
    assert facts(tested=None).size is None


# Schools like one ------------------------------------------------------------------


def state(*others: SchoolFacts) -> Statewide:
    return Statewide((facts(0), *others))


def test_like_schools_are_those_of_the_first_rule_with_enough():
    near = [facts(key, "43", "3 4", 100 + key) for key in range(1, 11)]
    far = [facts(20, "12"), facts(21, tests="6 7 8"), facts(22, tested=401), facts(23, tested=99), facts(24, locale="")]
    found = like_schools(facts(0), state(*near, *far))
    assert found is not None
    assert [school.key for school in found.schools] == list(range(1, 11))
    assert found.rule == RULES[0]


@pytest.mark.parametrize(("changed", "rule"), [({"tested": 900}, 1), ({"locale": "12"}, 2)])
def test_like_schools_fall_back_by_the_published_rule(changed: dict[str, object], rule: int):
    near = [facts(key) for key in range(1, 10)]
    other = facts(50, **changed)  # type: ignore[arg-type]
    found = like_schools(facts(0), state(*near, other))
    assert found is not None
    assert found.rule == RULES[rule]
    assert 50 in [school.key for school in found.schools]


def test_like_schools_are_none_where_too_few_are_left():
    assert like_schools(facts(0), state(*(facts(key) for key in range(1, 10)))) is None
    assert like_schools(facts(0, tests=""), state(*(facts(key, tests="") for key in range(1, 20)))) is None


def test_like_schools_count_only_those_with_a_figure():
    many = [facts(key, tested=None if key > 10 else 200) for key in range(1, 30)]
    found = like_schools(facts(0), state(*many), lambda other: other.value("ELA", 2022) is not None)
    assert found is not None
    assert len(found.schools) == 10
