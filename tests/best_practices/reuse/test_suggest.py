"""Suggestions: planted needs are answered, numbers equal the data, order is the published one, both paths agree."""

import random
import re
from dataclasses import replace
from statistics import median

import pytest

from best_practices.reuse.facts import SchoolFacts, Statewide
from best_practices.reuse.needs import Need, Standing, stand
from best_practices.reuse.ranking import Suggestion, suggest
from best_practices.reuse.reasons import NOT_ENOUGH
from best_practices.reuse.scoring import Elsewhere, PracticeFacts, WaiverNeed, Weights
from best_practices.reuse.tables import suggest_all
from best_practices.reuse.wording import Reason
from tests.best_practices.reuse import planting

NUMERAL = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?(?:–\d\d)?")


@pytest.fixture(scope="module")
def state() -> Statewide:
    return planting.planted_state(1)[0]


@pytest.fixture(scope="module")
def shelf() -> list[PracticeFacts]:
    return planting.fitting_practices() + planting.practices(300)


def texts(suggestion: Suggestion, part: str) -> str:
    return " ".join(reason.text for reason in suggestion.reasons if reason.part == part)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_suggest_answers_planted_needs_in_the_first_five(seed: int, shelf: list[PracticeFacts]):
    state, needs = planting.planted_state(seed)
    answered = 0
    for key, target in needs.items():
        standing = stand(state.by_key[key], state)
        assert standing.needs[0].target == target
        found = suggest(standing, shelf)
        answered += planting.fitting_key(standing.school, target) in {each.practice.key for each in found}
    assert len(needs) == 100
    assert answered >= 95


def test_suggest_offers_only_what_works_on_a_need(state: Statewide, shelf: list[PracticeFacts]):
    for standing in planting.standings(state, range(0, 200, 9)):
        needs = {need.target for need in standing.needs}
        for each in suggest(standing, shelf, top=100):
            assert each.need.target in needs
            assert each.component in each.practice.components


def test_suggest_offers_nothing_where_there_is_no_need(state: Statewide, shelf: list[PracticeFacts]):
    standing = planting.standings(state, [0])[0]
    assert suggest(replace(standing, needs=()), shelf) == []
    assert suggest(standing, []) == []


def test_suggest_offers_nothing_for_other_grades(state: Statewide):
    standing = planting.standings(state, [0])[0]
    level = planting.level_of(standing.school)
    fits = [each for each in planting.fitting_practices() if each.key.endswith(level)]
    others = [each for each in planting.fitting_practices() if not each.key.endswith(level)]
    assert suggest(standing, fits)
    assert suggest(standing, others) == []


def test_suggest_is_the_same_whatever_the_order_of_input(state: Statewide, shelf: list[PracticeFacts]):
    mixed_schools, mixed_shelf = list(state.schools), list(shelf)
    random.Random(5).shuffle(mixed_schools)
    random.Random(6).shuffle(mixed_shelf)
    mixed = replace(state, schools=tuple(mixed_schools))
    for key in range(0, 200, 7):
        one = suggest(stand(state.by_key[key], state), shelf, top=20)
        assert one == suggest(stand(mixed.by_key[key], mixed), mixed_shelf, top=20)


def test_suggest_all_gives_what_suggest_gives(state: Statewide, shelf: list[PracticeFacts]):
    standings = planting.standings(state, range(0, 200, 2))
    found = suggest_all(standings, shelf, top=12)
    assert len(found) == 100
    for standing in standings:
        assert found[standing.school.key] == suggest(standing, shelf, top=12)


def test_suggest_all_with_other_weights_gives_what_suggest_gives(state: Statewide, shelf: list[PracticeFacts]):
    weights = Weights(aim=0.7, context=0.0, evidence=1.3, results=0.1, contact=0.05)
    standings = planting.standings(state, range(0, 200, 9))
    found = suggest_all(standings, reversed(shelf), weights)
    assert found == {each.school.key: suggest(each, shelf, weights) for each in standings}
    assert suggest_all(standings, []) == {each.school.key: [] for each in standings}
    assert suggest_all([], shelf) == {}


def test_suggest_orders_by_score_then_tier_then_key(state: Statewide, shelf: list[PracticeFacts]):
    ties = 0
    for standing in planting.standings(state, range(20)):
        found = suggest(standing, shelf, top=200)
        order = [(-each.score, each.tier, each.practice.key) for each in found]
        assert order == sorted(order)
        ties += len(order) - len({first for first, *_ in order})
    assert ties > 0


def test_suggest_breaks_a_tie_of_everything_by_the_key(state: Statewide):
    standing = planting.standings(state, [0])[0]
    same = PracticeFacts("b", "B", components=frozenset({standing.needs[0].target}))
    found = suggest(standing, [same, replace(same, key="a"), replace(same, key="c")])
    assert [each.practice.key for each in found] == ["a", "b", "c"]


def test_suggest_refuses_two_practices_of_one_key(state: Statewide, shelf: list[PracticeFacts]):
    with pytest.raises(ValueError, match="fit-ELA-city-high"):
        suggest(planting.standings(state, [0])[0], [*shelf, shelf[2]])


def test_suggest_shows_parts_that_add_up_to_the_score(state: Statewide, shelf: list[PracticeFacts]):
    for standing in planting.standings(state, range(0, 200, 5)):
        for each in suggest(standing, shelf):
            assert abs(sum(part.points for part in each.parts) - each.score) <= 0.05 + 1e-9
            assert all(0 <= part.value <= 1 for part in each.parts)
            again = 100 * each.need.weight * sum(part.value * part.weight for part in each.parts)
            assert again / sum(part.weight for part in each.parts) == pytest.approx(each.score, abs=0.051)


def test_suggest_follows_the_weights(state: Statewide):
    standing = planting.standings(state, [0])[0]
    target = standing.needs[0].target
    studied = PracticeFacts("studied", "Studied", components=frozenset({target}), tiers={target: 1})
    called = PracticeFacts("called", "Called", components=frozenset({target}), contact="A sample school")
    first = [
        suggest(standing, [studied, called], weights)[0].practice.key for weights in (Weights(), Weights(contact=9))
    ]
    assert first == ["studied", "called"]


# What the reasons say --------------------------------------------------------------


def like_by_hand(own: SchoolFacts, target: str, state: Statewide) -> tuple[float, int] | None:
    """The middle of the schools like one, found the slow way; half up to one decimal."""

    def follows(other: SchoolFacts, community: bool, size: bool) -> bool:
        shared = len(own.grades & other.grades) / len(own.grades | other.grades)
        small, large = sorted([own.size or 0, other.size or 0])
        same = own.locale[0] == other.locale[0]
        return other is not own and shared >= 0.5 and (same or not community) and (2 * small >= large or not size)

    for community, size in ((True, True), (True, False), (False, False)):
        found = [other for other in state.schools if follows(other, community, size)]
        values = [
            other.measures[target][-1].value or 0.0 for other in found if other.measures[target][-1].value is not None
        ]
        if len(values) >= 10:
            return int(median(values) * 10 + 0.5) / 10, len(values)
    return None


def need_by_hand(own: SchoolFacts, need: Need, state: Statewide) -> dict[str, float]:
    """Every figure that sentences about a need may hold, by its label, from the rows."""
    before, now = own.measures[need.target]
    assert now.value is not None
    assert before.value is not None
    figures = {f"{need.name}, this school": now.value, "School year": 2022.0, "School year before on record": 2018.0}
    figures["Points this school moved"] = abs(now.value - before.value)
    if (need.target, 2022) in state.percents:
        of_state = state.percents[need.target, 2022]
        figures["Test takers"] = now.tested or 0
        figures[f"{need.name}, Mississippi"] = of_state
        figures["Points from Mississippi"] = abs(of_state - now.value)
        figures["Points Mississippi moved"] = abs(of_state - state.percents[need.target, 2018])
    like = like_by_hand(own, need.target, state)
    if like:
        figures["The middle one of the schools like it"], figures["Schools like it"] = like
        figures["Points from the middle one"] = abs(like[0] - now.value)
    return figures


def suggestion_by_hand(standing: Standing, each: Suggestion, state: Statewide) -> dict[str, float]:
    """The same for a suggestion."""
    own, context = standing.school, each.practice.context
    figures = need_by_hand(own, each.need, state)
    taught = {min(10, max(3, grade)) for grade in context.grades}
    figures |= {"Tested grades of the school": len(own.grades), "Tested grades it is for": len(own.grades & taught)}
    parts = {part.name: part.value for part in each.parts}
    figures |= {"Likeness of the places, 0 to 1": parts["context"], "Aim, from 0 to 1 (the very measure)": parts["aim"]}
    figures["Size of the need, from 0 (none) to 1"] = each.need.weight
    figures["ESSA tier for this outcome"] = each.practice.tiers.get(each.component, 0)
    found = each.practice.elsewhere.get(each.component)
    if found:
        figures["Schools elsewhere that use it"] = found.schools
        figures["Confidence of the interval, percent"] = 95
        for name in ("estimate", "low", "high"):
            figures[f"Difference of change, {name}"] = getattr(found, name) or 0.0
    return figures


def numerals(reason: Reason) -> list[str]:
    return sorted(NUMERAL.findall(reason.text))


def test_suggest_gives_reasons_whose_every_number_equals_the_data(state: Statewide, shelf: list[PracticeFacts]):
    checked = 0
    for standing in planting.standings(state, range(0, 200, 4)):
        for each in suggest(standing, shelf, top=10):
            figures = suggestion_by_hand(standing, each, state)
            for reason in each.reasons:
                assert numerals(reason) == sorted(number.words for number in reason.numbers), reason
                for number in reason.numbers:
                    assert number.value == pytest.approx(figures[number.label], abs=1e-6), number
                    checked += 1
    assert checked > 5_000


def test_suggest_says_when_there_is_not_enough_evidence(state: Statewide):
    standing = planting.standings(state, [0])[0]
    target = standing.needs[0].target
    bare = PracticeFacts("bare", "Bare", components=frozenset({target}))
    few = replace(bare, key="few", elsewhere={target: Elsewhere(4)}, tiers={target: 4})
    strong = replace(bare, key="strong", tiers={target: 1})
    found = {each.practice.key: each for each in suggest(standing, [bare, few, strong])}
    assert [found[key].has_enough_evidence for key in ("bare", "few", "strong")] == [False, False, True]
    assert NOT_ENOUGH in texts(found["bare"], "evidence")
    assert NOT_ENOUGH in texts(found["few"], "evidence")
    assert "4 with results to compare" in texts(found["few"], "results")
    assert NOT_ENOUGH not in texts(found["strong"], "evidence")
    assert NOT_ENOUGH in texts(found["strong"], "results")


def test_suggest_does_not_count_evidence_that_results_speak_against(state: Statewide):
    standing = planting.standings(state, [0])[0]
    target = standing.needs[0].target
    strong = PracticeFacts("strong", "Strong", components=frozenset({target}), tiers={target: 1})
    against = replace(strong, key="against", elsewhere={target: Elsewhere(20, -5.0, -8.0, -2.0, sufficient=True)})
    first, second = suggest(standing, [against, strong])
    assert (first.practice.key, second.practice.key) == ("strong", "against")
    assert "it does not count" in texts(second, "evidence")
    assert {part.name: part.value for part in second.parts}["evidence"] == 0


def test_suggest_says_when_a_waiver_is_needed_that_the_district_does_not_hold(state: Statewide):
    standing = planting.standings(state, [0])[0]
    needed = PracticeFacts("p", "P", components=frozenset({standing.needs[0].target}))
    waiver = WaiverNeed("Standard on the school year")
    held = replace(waiver, held_by=frozenset({standing.school.leaid}))
    plain, with_waiver, without = (
        suggest(standing, [replace(needed, needs_waivers=waivers)])[0] for waivers in ((), (held,), (waiver,))
    )
    assert (plain.waivers, with_waiver.waivers, without.waivers) == ((), (), ("Standard on the school year",))
    assert "does not hold: Standard on the school year" in texts(without, "waiver")
    assert texts(with_waiver, "waiver") == ""
    assert plain.score == without.score


def test_suggest_names_whom_to_call(state: Statewide):
    standing = planting.standings(state, [0])[0]
    target = standing.needs[0].target
    known = PracticeFacts("known", "Known", components=frozenset({target}), contact="{Sample} School, by appointment")
    nobody = replace(known, key="nobody", contact="")
    first, second = suggest(standing, [nobody, known])
    assert texts(first, "contact") == "To call: {Sample} School, by appointment"
    assert texts(second, "contact") == "Nobody to call is on record."
