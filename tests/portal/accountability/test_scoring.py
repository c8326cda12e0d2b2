"""The A-F arithmetic: totals, grades, what is missing, and nothing rounded up."""

import csv

import pytest

from portal.accountability.demonstration import FOLDER
from portal.accountability.kinds.components import CODES
from portal.accountability.model_of_year import rules_for
from portal.accountability.models import ComponentWeight, CutScore, Scale
from portal.accountability.scoring import Rules, Score, agrees, grade_for, score

CUTS = {"A": 668.0, "B": 599.0, "C": 536.0, "D": 489.0}
HALF_AND_WHOLE = Rules(plain={"reading_prof": 1.0, "science_prof": 0.5}, cuts={"A": 120.0, "B": 75.0})
NOT_COUNTED = "participation"


def published_rows() -> list[dict[str, str]]:
    with (FOLDER / "ms_2019_district_components_8.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.django_db
@pytest.mark.parametrize("row", published_rows(), ids=lambda row: row["district_name"])
def test_score_reproduces_the_published_row(row: dict[str, str]):
    values: dict[str, float | None] = {code: float(row[code]) for code in CODES if code != NOT_COUNTED}
    result = score(values, rules_for(Scale.DISTRICT_1000, 2019))
    assert result.total is not None
    assert abs(result.total - float(row["total_points"])) <= 0.5
    assert result.grade == row["grade"]


def test_score_without_english_learners_uses_the_plain_weights():
    assert score({"reading_prof": 80.0, "science_prof": 60.0}, HALF_AND_WHOLE).total == 110.0


@pytest.mark.parametrize("values", [{"reading_prof": 80.0, "science_prof": None}, {"reading_prof": 80.0}])
def test_score_with_a_missing_component_is_not_available(values: dict[str, float | None]):
    result = score(values, HALF_AND_WHOLE)
    assert (result.total, result.grade, result.missing) == (None, None, ("science_prof",))
    assert "Not available" in result.reason


def test_score_with_a_zero_counts_it_as_zero():
    assert score({"reading_prof": 80.0, "science_prof": 0.0}, HALF_AND_WHOLE).total == 80.0


@pytest.mark.django_db
def test_score_with_suppressed_english_learners_is_not_available():
    values: dict[str, float | None] = {code: 70.0 for code in CODES if code != NOT_COUNTED}
    assert score(values | {"el_progress": None}, rules_for(Scale.DISTRICT_1000, 2019)).total is None


@pytest.mark.django_db
def test_score_of_a_year_without_weights_is_not_available():
    assert score({"reading_prof": 80.0}, rules_for(Scale.DISTRICT_1000, 2010)) == Score(
        None, None, reason="No weights are on record for this year."
    )


@pytest.mark.parametrize(
    ("points", "grade"),
    [(668, "A"), (667.9, "B"), (667.5, "B"), (599, "B"), (598.99, "C"), (489, "D"), (488.9, "F"), (0, "F")],
)
def test_grade_for_reaches_a_cut_without_rounding_up(points: float, grade: str):
    assert grade_for(points, CUTS) == grade


def test_grade_for_74_5_does_not_reach_75():
    assert grade_for(74.5, {"B": 75.0}) == "F"


def test_grade_for_is_unknown_without_points_or_cuts():
    assert (grade_for(None, CUTS), grade_for(700, {})) == (None, None)


def test_agrees_allows_for_the_rounding_of_what_was_published():
    assert agrees(754, 754.04)
    assert not agrees(754, 754.6)


@pytest.mark.django_db
def test_rules_for_holds_only_rows_with_a_source():
    assert not ComponentWeight.objects.filter(source="").exists()
    assert not CutScore.objects.filter(source="").exists()
    with_learners = rules_for(Scale.DISTRICT_1000, 2019).with_english_learners
    assert (with_learners["el_progress"], with_learners["graduation_rate"]) == (0.55, 1.9)
    assert rules_for(Scale.DISTRICT_1000, 2018).with_english_learners == {}
    assert rules_for(Scale.POINTS_700, 2014).cuts == {"A": 518, "B": 455, "C": 400, "D": 325}
    assert rules_for(Scale.SCHOOL_1000, 2018).cuts == {"A": 754, "B": 648, "C": 584, "D": 510}
    assert rules_for(Scale.DISTRICT_1000, 2016).cuts == {}
