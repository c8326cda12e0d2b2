"""Lists for the state and the weights that MDE sets."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from best_practices.reuse import adopters, lists, queries, services
from best_practices.reuse.effect import effect_of
from best_practices.reuse.models import Look, Weighting
from best_practices.reuse.scoring import Weights
from portal.accountability.models import AssessmentResult
from portal.core.errors import NotAllowed
from portal.districts.models import School
from tests.best_practices.reuse.conftest import add_school
from tests.factories.library import published
from tests.factories.reuse import adopted, principal_of

MATH = {"components": ["math_prof"], "grades": ["3"]}


@pytest.fixture
def practice(district: Any, lead: Any, facilitator: Any) -> Any:
    """It works on mathematics in grade 3, on a study of tier 2."""
    outcomes = [["math_prof", "Share proficient", "from 41.0 to 58.5", "A study, 2021", "2"]]
    return published(district, actor=lead, facilitator=facilitator, outcomes=outcomes, **MATH)


@pytest.fixture
def low_in_reading(state: list[School]) -> School:
    """10 percent proficient in reading, as many as the state in mathematics."""
    school = add_school(30)
    AssessmentResult.objects.filter(school=school, subject="ELA").update(level_4=0.1)
    return school


def test_gaps_are_the_schools_whose_largest_need_nothing_answers(
    practice: Any, low: School, low_in_reading: School, facilitator: Any, client_for: Any
) -> None:
    found = lists.gaps()
    assert {gap.school.key for gap in found} >= {low_in_reading.pk}
    gap = next(gap for gap in found if gap.school.key == low_in_reading.pk)
    assert (gap.need.target, gap.nearest) == ("ELA", None)
    page = client_for(facilitator).get("/adoptions/lists/").content.decode()
    assert "English language arts, rural area: " in page
    assert low_in_reading.name in page
    assert "Nothing in the library works on it." in page


def test_school_with_a_well_proven_practice_for_its_largest_need_is_no_gap(practice: Any, low: School) -> None:
    AssessmentResult.objects.filter(school=low, subject="ELA").update(level_4=0.4)
    queries._kept = None
    assert low.pk not in {gap.school.key for gap in lists.gaps()}


def test_gaps_are_worked_out_again_when_a_practice_comes_and_not_before(
    low_in_reading: School, district: Any, lead: Any, facilitator: Any
) -> None:
    before = lists.gaps()
    assert lists.gaps() is before
    assert low_in_reading.pk in {gap.school.key for gap in before}
    outcomes = [["reading_prof", "Share proficient", "from 41.0 to 58.5", "A study, 2021", "2"]]
    published(
        district, actor=lead, facilitator=facilitator, outcomes=outcomes, components=["reading_prof"], grades=["3"]
    )
    assert low_in_reading.pk not in {gap.school.key for gap in lists.gaps()}


def test_practice_travels_when_another_district_takes_it_up(
    practice: Any, low: School, facilitator: Any, client_for: Any
) -> None:
    assert not lists.travellers()
    adopted(practice, low)
    (traveller,) = lists.travellers()
    assert (traveller.districts, traveller.schools) == ({low.district_id}, 1)
    file = client_for(facilitator).get("/adoptions/lists/travel.csv").content.decode()
    assert f"{practice.page.title},{practice.owner_name},1,1" in file


def test_district_that_opens_suggestions_is_not_on_the_list(low: School, client_for: Any, client: Any) -> None:
    def named() -> set[str]:
        return {each.district.pk for each in lists.unseen(timezone.localdate())}

    url = f"/schools/{low.pk}/needs/"
    client.get(url)
    assert low.district_id in named()
    client_for(principal_of(low)).get(url)
    assert low.district_id not in named()
    Look.objects.update(last_on=date(2020, 1, 1))
    assert low.district_id in named()


def test_look_of_an_administrator_through_other_eyes_is_none(low: School, administrator: Any, client_for: Any) -> None:
    principal, browser = principal_of(low), client_for(administrator)
    assert browser.post(f"/people/{principal.pk}/view-as/").status_code == 302
    assert browser.get(f"/schools/{low.pk}/needs/").status_code == 200
    assert not Look.objects.exists()


def test_lists_take_the_same_queries_for_any_number(
    practice: Any, state: list[School], facilitator: Any, client_for: Any
) -> None:
    browser, counts = client_for(facilitator), []
    for number in (1, 3, 50):
        for each in range(number):
            add_school(1000 * number + each, share=0.1)
        queries._kept = None
        browser.get("/adoptions/lists/")
        queries._kept = None
        with CaptureQueriesContext(connection) as asked:
            assert browser.get("/adoptions/lists/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2]


# Weights -------------------------------------------------------------------------------

TRIED = {"aim": 0, "context": 0, "evidence": 0, "results": 0, "contact": 100}
TRIED |= {"need_state": 40, "need_like": 40, "need_trend": 10, "need_grade": 10}


def test_weights_are_tried_before_they_are_set(practice: Any, low: School, facilitator: Any, client_for: Any) -> None:
    query = "&".join(f"{name}={value}" for name, value in TRIED.items())
    page = client_for(facilitator).get(f"/adoptions/weights/?{query}").content.decode()
    assert "What would change" in page
    assert adopters.weights_in_force() == Weights()
    answer = client_for(facilitator).post("/adoptions/weights/", {**TRIED, "reason": "Sample: to see."})
    assert answer.status_code == 302
    assert adopters.weights_in_force().contact == 1.0
    assert "Sample: to see." in client_for(facilitator).get("/adoptions/weights/").content.decode()


def test_effect_counts_the_schools_whose_first_suggestion_turns(
    practice: Any, district: Any, lead: Any, facilitator: Any, low: School
) -> None:
    published(district, actor=lead, facilitator=facilitator, title="Without a study (sample)", **MATH)
    after = Weights(evidence=0.0, aim=1.0, context=0.0, results=0.0, contact=0.0)
    same, other = effect_of(Weights(), Weights()), effect_of(Weights(), after)
    assert (same.first, same.five) == (0, 0)
    turned = {turn.school.key: (turn.before, turn.after) for turn in other.turns}
    assert other.first == len(turned)
    for before, then in turned.values():
        assert before.practice.key != then.practice.key  # type: ignore[union-attr]


def test_weights_in_force_score_the_suggestions_of_a_school(
    practice: Any, low: School, facilitator: Any, client: Any
) -> None:
    url = f"/schools/{low.pk}/needs/"
    assert "weight 0.10" in client.get(url).content.decode()
    values = {**adopters.values_of(Weights()), "contact": 0.5}
    services.set_weights(values=values, reason="Sample.", actor=facilitator)
    assert "weight 0.50" in client.get(url).content.decode()


@pytest.mark.parametrize("who", ["lead", "osi_coach", "data_steward", "csa_reviewer"])
def test_only_the_department_sets_weights(who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed, match="Only the department"):
        services.set_weights(values=adopters.values_of(Weights()), reason="Sample.", actor=request.getfixturevalue(who))
    assert not Weighting.objects.exists()


@pytest.mark.parametrize("change", [{"aim": "-1"}, {"aim": "101"}, {"aim": "x"}, dict.fromkeys(list(TRIED)[:5], "0")])
def test_weights_that_make_no_sense_are_refused_in_words(change: Any, facilitator: Any, client_for: Any) -> None:
    page = client_for(facilitator).post("/adoptions/weights/", {**TRIED, "reason": "Sample.", **change})
    assert page.status_code == 200
    assert "Error" in page.content.decode()
    assert not Weighting.objects.exists()


def test_suggestions_are_fresh_when_a_practice_or_a_result_changes(
    practice: Any, district: Any, lead: Any, facilitator: Any, low: School, client: Any
) -> None:
    url = f"/schools/{low.pk}/needs/"
    before = client.get(url).content.decode()
    better = [["math_prof", "Share proficient", "from 41.0 to 58.5", "A study, 2022", "1"]]
    title = "With a stronger study (sample)"
    published(district, actor=lead, facilitator=facilitator, outcomes=better, title=title, **MATH)
    after = client.get(url).content.decode()
    assert title not in before
    assert after.index(title) < after.index(practice.page.title)
    AssessmentResult.objects.filter(school=low, subject="MATH").update(level_4=0.4)
    AssessmentResult.objects.filter(school=low, subject="ELA").update(level_4=0.4)
    assert "lies nowhere below the state" in client.get(url).content.decode()
