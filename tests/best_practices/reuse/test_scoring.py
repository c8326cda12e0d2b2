"""The score: its bounds, that more need and better evidence never lower it, and what works on what."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from best_practices.reuse.association import Association
from best_practices.reuse.likeness import Context
from best_practices.reuse.needs import Need, NeedWeights, Standing
from best_practices.reuse.ranking import suggest
from best_practices.reuse.scoring import Elsewhere, PracticeFacts, Weights, aim_of, best_link, score
from tests.best_practices.reuse import planting

SHARES = st.floats(0, 1)
SEEDS = st.integers(0, 10_000)


def standing_with(weight: float, seed: int) -> Standing:
    """A school with one need of this size in mathematics."""
    return Standing(planting.school(1, random.Random(seed)), (Need("MATH", "Mathematics", 2022, 20.0, weight=weight),))


def drawn(seed: int) -> PracticeFacts:
    """A practice for mathematics, of which the rest is drawn by lot."""
    found = planting.practice(1, random.Random(seed))
    return replace(found, components=found.components | {"MATH"}, context=Context(found.context.communities))


def score_of(standing: Standing, practice: PracticeFacts, weights: Weights | None = None) -> float:
    return suggest(standing, [practice], weights)[0].score


@settings(deadline=None)  # the machine may be busy
@given(SHARES, st.floats(0, 0.65), SHARES, SHARES)
def test_score_lies_between_0_and_100(need: float, base: float, context: float, contact: float):
    assert 0 <= score(need, base, context, contact, Weights()) <= 100 + 1e-9


@settings(deadline=None)  # the machine may be busy
@given(SHARES, SHARES, SEEDS)
def test_score_never_falls_with_a_larger_need(one: float, other: float, seed: int):
    small, large = sorted([max(one, 0.01), max(other, 0.01)])
    assert score_of(standing_with(small, seed), drawn(seed)) <= score_of(standing_with(large, seed), drawn(seed))


@settings(deadline=None)  # the machine may be busy
@given(SEEDS, st.integers(1, 4), st.integers(1, 4))
def test_score_never_falls_with_a_better_tier(seed: int, one: int, other: int):
    better, worse = sorted([one, other])
    tiers = [{**drawn(seed).tiers, "MATH": tier} for tier in (better, worse)]
    first, second = (score_of(standing_with(0.5, seed), replace(drawn(seed), tiers=each)) for each in tiers)
    assert first >= second


@settings(deadline=None)  # the machine may be busy
@given(SEEDS)
def test_score_never_falls_with_a_tier_a_contact_or_results(seed: int):
    bare = replace(drawn(seed), tiers={}, elsewhere={}, contact="")
    shown = Elsewhere(12, 5.0, 1.0, 9.0, sufficient=True)
    for more in ({"tiers": {"MATH": 4}}, {"contact": "A sample school"}, {"elsewhere": {"MATH": shown}}):
        assert score_of(standing_with(0.5, seed), replace(bare, **more)) > score_of(standing_with(0.5, seed), bare)


@settings(deadline=None)  # the machine may be busy
@given(SEEDS, st.floats(0.01, 100))
def test_score_follows_only_the_proportions_of_weights(seed: int, times: float):
    weights = Weights()
    names = ("aim", "context", "evidence", "results", "contact")
    scaled = Weights(**{name: getattr(weights, name) * times for name in names})
    standing = standing_with(0.7, seed)
    assert score_of(standing, drawn(seed), scaled) == pytest.approx(score_of(standing, drawn(seed)), abs=0.11)


@pytest.mark.parametrize("wrong", [{"aim": -0.1}, {"contact": float("nan")}, {"results": float("inf")}])
def test_weights_below_zero_or_without_a_number_are_refused(wrong: dict[str, float]):
    with pytest.raises(ValueError, match="Weights are zero or more"):
        Weights(**wrong)


def test_weights_that_are_all_zero_are_refused():
    with pytest.raises(ValueError, match="at least one"):
        Weights(0, 0, 0, 0, 0)
    with pytest.raises(ValueError, match="at least one"):
        NeedWeights(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("target", "component", "groups", "aim"),
    [
        ("ELA", "ELA", (), 1),
        ("ELA", "reading_prof", (), 1),
        ("math_prof", "MATH", (), 1),
        ("ELA", "reading_growth", (), 0.5),
        ("reading_growth_low25", "ELA", (), 0.5),
        ("reading_growth_low25", "ELA", ("lowest_quarter",), 1),
        ("math_growth_low25", "ELA", ("lowest_quarter",), 0),
        ("reading_growth_low25", "reading_growth_low25", (), 1),
        ("ELA", "MATH", (), 0),
        ("el_progress", "ELA", (), 0),
        ("el_progress", "ELA", ("english_learners",), 1),
        ("science_prof", "science_prof", (), 1),
        ("science_prof", "history_prof", (), 0),
        ("ccr", "not_a_component", (), 0),
    ],
)
def test_aim_of_says_what_works_on_what(target: str, component: str, groups: tuple[str, ...], aim: float):
    assert aim_of(target, component, frozenset(groups)) == aim


def test_best_link_prefers_the_component_with_evidence():
    practice = PracticeFacts("p", "P", components=frozenset({"MATH", "math_growth"}), tiers={"math_growth": 1})
    link = best_link(practice, "MATH", Weights())
    assert link is not None
    assert (link.component, link.aim, link.tier) == ("math_growth", 0.5, 1)
    assert best_link(practice, "ELA", Weights()) is None


def test_elsewhere_counts_by_the_lower_end_of_its_interval():
    wide = Elsewhere(12, 6.0, -1.0, 13.0, sufficient=True)
    assert [wide.part, Elsewhere(12, 6.0, 5.0, 7.0, sufficient=True).part] == [0, 0.5]
    assert Elsewhere(4, 30.0, 20.0, 40.0).part == 0
    assert Elsewhere(12, 40.0, 30.0, 50.0, sufficient=True).part == 1


def test_elsewhere_takes_over_an_association():
    found = Association(14, 12, 30, estimate=3.0, low=1.0, high=5.0)
    assert Elsewhere.of(found) == Elsewhere(12, 3.0, 1.0, 5.0, sufficient=True)
    assert Elsewhere.of(Association(4)) == Elsewhere(4)
