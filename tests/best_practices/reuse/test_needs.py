"""Needs: what they are made of, that distances never lower them, and what is said of hidden figures."""

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from best_practices.reuse.facts import Figure, Rated, SchoolFacts, Statewide
from best_practices.reuse.needs import Need, NeedWeights, Standing, next_grade, parts_of, stand, weigh
from best_practices.reuse.telling import tell_need, tell_silence
from tests.best_practices.reuse import planting

PERCENTS = st.integers(0, 1000).map(lambda tenths: tenths / 10)
CUTS = {"A": 442, "B": 377, "C": 328, "D": 269}


def state_of(own: SchoolFacts, likes: list[float] | None = None) -> Statewide:
    """The school and others just like it, with these percents in mathematics."""
    values = [50.0] * 12 if likes is None else likes
    others = [
        replace(own, key=100 + place, measures={"MATH": (Figure(2022, value, 100),)})
        for place, value in enumerate(values)
    ]
    return Statewide((own, *others), planting.STATE, planting.NAMES)


def school_with(*figures: Figure, **more: Any) -> SchoolFacts:
    """A rural elementary school with these figures in mathematics."""
    return SchoolFacts(
        1, "Sample School", locale="42", tests=frozenset({"3", "4", "5"}), measures={"MATH": figures}, **more
    )


def need_of(own: SchoolFacts, likes: list[float] | None = None) -> Need:
    standing = stand(own, state_of(own, likes))
    return (*standing.needs, *standing.others)[0]


def sentences(need: Need) -> list[str]:
    return [reason.text for reason in tell_need(need)]


def test_stand_tells_distances_in_numbers_and_words():
    need = need_of(school_with(Figure(2018, 40.0, 100), Figure(2022, 32.3, 120)))
    assert (need.below_state, need.below_like, need.change, need.state_change) == (15.0, 17.7, -7.7, 3.5)
    assert need.parts == pytest.approx({"state": 15 / 30, "like": 17.7 / 30, "trend": 7.7 / 15})
    assert need.weight == pytest.approx((0.4 * 15 / 30 + 0.4 * 17.7 / 30 + 0.1 * 7.7 / 15) / 0.9)
    assert sentences(need) == [
        "Mathematics: 32.3 percent of 120 test takers were proficient in 2021–22.",
        "That is 15.0 points below Mississippi (47.3).",
        "The middle one of 12 schools like it has 50.0, 17.7 points more.",
        "Schools like it: those in the same kind of community, with at least half of the tested grades in common and "
        "half to twice as many test takers.",
        "Since 2017–18 it fell by 7.7 points; Mississippi rose by 3.5.",
    ]


def test_stand_names_no_need_where_the_school_is_ahead():
    own = school_with(Figure(2018, 60.0, 100), Figure(2022, 70.0, 100))
    standing = stand(own, state_of(own))
    assert (len(standing.needs), len(standing.others)) == (0, 1)
    assert sentences(standing.others[0])[1:3] == [
        "That is 22.7 points above Mississippi (47.3).",
        "The middle one of 12 schools like it has 50.0, 20.0 points less.",
    ]


def test_stand_says_where_figures_are_the_same():
    told = sentences(need_of(school_with(Figure(2022, 47.3, 100)), [47.3] * 10))
    assert told[1:3] == ["Mississippi has the same, 47.3.", "The middle one of 10 schools like it has 47.3, the same."]


def test_stand_compares_with_nobody_where_too_few_are_like_it():
    need = need_of(school_with(Figure(2022, 20.0, 100)), [50.0] * 9)
    assert (need.like, need.below_like) == (None, None)
    assert "Too few schools like it have a figure to show, so it is not compared with them." in sentences(need)


def test_stand_keeps_silent_about_what_is_hidden():
    own = school_with(Figure(2018, 20.0, 100), Figure(2022, None, None, left_out=1))
    standing = stand(own, state_of(own))
    assert (standing.needs, standing.others) == ((), ())
    assert standing.is_hidden_somewhere
    assert tell_silence(standing.silences[0]).text == (
        "Mathematics in 2021–22 is not shown, to protect students. Nothing is said about it."
    )


def test_stand_says_when_the_newest_year_has_no_result():
    own = school_with(Figure(2018, 20.0, 100))
    standing = stand(own, state_of(own))
    assert not standing.is_hidden_somewhere
    assert "has no result on record" in tell_silence(standing.silences[0]).text


@pytest.mark.parametrize(("before", "now"), [(1, 0), (0, 1)])
def test_stand_tells_no_trend_where_a_test_is_hidden(before: int, now: int):
    need = need_of(school_with(Figure(2018, 40.0, 100, before), Figure(2022, 20.0, 100, now)))
    assert need.change is None
    assert ("Tests not counted, to protect students: 1." in sentences(need)[0]) is bool(now)


def test_stand_ranks_by_the_size_of_the_need():
    state, needs = planting.planted_state(4, needy=30)
    for key, target in needs.items():
        found = stand(state.by_key[key], state).needs
        assert found[0].target == target
        assert [need.weight for need in found] == sorted((need.weight for need in found), reverse=True)


def test_stand_follows_the_weights():
    own = school_with(Figure(2018, 60.0, 100), Figure(2022, 47.3, 100))
    state = state_of(own, [47.3] * 10)
    trend_only = stand(own, state, NeedWeights(0, 0, 1, 0)).needs[0].weight
    assert trend_only == pytest.approx(12.7 / 15)
    assert stand(own, state, NeedWeights(1, 1, 0, 0)).needs == ()


def moved_away(need: Need, name: str, points: float) -> Need:
    """The same need with one of its distances longer."""
    if name == "state":
        return replace(need, state=(need.state or 0) + points)
    if name == "like":
        return replace(need, like=replace(need.like, value=need.like.value + points))  # type: ignore[union-attr]
    return replace(need, before=Figure(2018, (need.before.value or 0) + points, 100))  # type: ignore[union-attr]


@settings(deadline=None)  # the machine may be busy
@given(PERCENTS, PERCENTS, PERCENTS, PERCENTS, st.floats(0, 60), st.sampled_from(["state", "like", "trend"]))
def test_need_never_falls_with_a_longer_distance(
    own: float, before: float, like: float, state: float, points: float, name: str
):
    need = need_of(school_with(Figure(2018, before, 100), Figure(2022, own, 100)), [like] * 10)
    need = replace(need, state=state)
    farther = moved_away(need, name, points)
    first, second = (weigh(parts_of(each), NeedWeights()) for each in (need, farther))
    assert 0 <= first <= second <= 1
    assert all(0 <= part <= 1 for part in parts_of(farther).values())


@pytest.mark.parametrize("seed", range(5))
def test_standing_divides_all_measures(seed: int):
    state, _ = planting.planted_state(seed, needy=3, others=12)
    for own in state.schools:
        standing: Standing = stand(own, state)
        told = [each.target for each in (*standing.needs, *standing.others, *standing.silences)]
        assert sorted(told) == sorted(own.measures)
        assert all(need.weight > 0 for need in standing.needs)
        assert all(need.weight == 0 for need in standing.others)


# The next grade ------------------------------------------------------------------------


def rated(total: float | None, **weights: float) -> Rated:
    return Rated(2022, "C", total, CUTS, weights)


def test_next_grade_counts_the_points_to_it():
    found = next_grade(rated(346.0, math_growth=0.5), "math_growth", 20.0, 2022)
    assert found is not None
    assert (found.grade, found.cut, found.points, found.alone) == ("B", 377, 31.0, 62.0)
    too_far = next_grade(rated(346.0, math_growth=0.5), "math_growth", 50.0, 2022)
    assert too_far is not None
    assert too_far.alone is None


@pytest.mark.parametrize(
    ("of", "target", "year"),
    [
        (None, "math_growth", 2022),
        (rated(None, math_growth=1), "math_growth", 2022),
        (rated(500.0, math_growth=1), "math_growth", 2022),
        (rated(346.0, math_growth=1), "participation", 2022),
        (rated(346.0, math_growth=1), "math_growth", 2019),
    ],
)
def test_next_grade_is_not_told_where_it_is_not_known(of: Rated | None, target: str, year: int):
    assert next_grade(of, target, 20.0, year) is None


def test_stand_tells_the_points_to_the_next_grade():
    rng = random.Random(3)
    own = replace(planting.school(1, rng), rated=rated(346.0, math_growth=1.0))
    own = replace(own, measures={"math_growth": (Figure(2022, 30.0),)})
    others = tuple(
        replace(own, key=key, rated=None, measures={"math_growth": (Figure(2022, 50.0),)}) for key in range(2, 14)
    )
    need = stand(own, Statewide((own, *others), {}, planting.NAMES)).needs[0]
    assert need.parts == pytest.approx({"like": 20 / 30, "grade": 31 / 60})
    assert sentences(need)[0] == "math_growth: 30.0 in 2021–22."
    assert sentences(need)[-1] == (
        "The grade B begins at 377.0 points. The school had 346.0 in 2021–22: 31.0 are missing. "
        "A rise by 31.0 in this measure alone would reach it."
    )
