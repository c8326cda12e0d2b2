"""Facts from the database: what they hold, what stays hidden, how many questions they take, that they stay fresh."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from best_practices.reuse import queries
from best_practices.reuse.facts import Designated, Figure
from portal.accountability.models import AssessmentResult, ComponentScore, Designation, Rating
from portal.districts.models import District, School
from tests.architecture import ROOT
from tests.best_practices.reuse.conftest import add_school, rows_of
from tests.factories.accountability import (
    DesignationFactory,
    ImportRunFactory,
    KnownSchoolFactory,
    RatingFactory,
    ResultFactory,
)

APP = ROOT / "best_practices" / "reuse"


def asked(ask: Callable[[], Any]) -> int:
    """How many questions something asks the database."""
    with CaptureQueriesContext(connection) as seen:
        ask()
    return len(seen)


def school_of(district: District, name: str) -> School:
    return district.schools.get(name=f"{name} School")


def test_facts_of_a_school_are_what_may_be_shown(low: School):
    facts = queries.facts_of(low.pk)
    assert facts is not None
    assert (facts.name, facts.leaid, facts.community, facts.size) == (low.name, low.district_id, "rural", 50)
    assert facts.grades == {3}
    assert facts.measures["ELA"] == (Figure(2018, 10.0, 50), Figure(2022, 10.0, 50))
    assert (facts.rated, facts.designations) == (None, ())
    assert queries.facts_of(0) is None


def test_facts_hide_small_groups_and_those_that_give_them_away(oak: District):
    for name, shown in (("Large", True), ("Small", False), ("Middle", False)):
        facts = queries.facts_of(school_of(oak, name).pk)
        assert facts is not None
        assert [each.value is not None for each in facts.measures["ELA"]] == [shown, shown]
        assert facts.size == (60 if shown else None)


def test_standing_of_a_hidden_school_says_so_and_nothing_else(oak: District):
    standing = queries.standing_of(school_of(oak, "Middle").pk)
    assert standing is not None
    assert (standing.needs, standing.others) == ((), ())
    assert [silence.is_hidden for silence in standing.silences] == [True, True]


def test_like_schools_leave_out_hidden_ones_from_their_middle(oak: District):
    standing = queries.standing_of(school_of(oak, "Large").pk)
    assert standing is not None
    assert standing.needs[0].like is not None
    assert standing.needs[0].like.count == 12
    like = queries.like_schools(school_of(oak, "Large").pk)
    assert like is not None
    assert queries.like_schools(0) is None


def test_app_never_reads_the_table_of_results():
    for path in APP.rglob("*.py"):
        names = {node.id for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Name)}
        assert "AssessmentResult" not in names, Path(path).name


def test_components_come_from_a_school_s_own_rows_only(low: School):
    ComponentScore.objects.create(
        district=low.district, year=2022, component_id="math_growth", value=40.0, published="40.0"
    )
    facts = queries.facts_of(low.pk)
    assert facts is not None
    assert set(facts.measures) == {"ELA", "MATH"}


def rate(school: School, values: dict[str, float | None], total: float | None = None) -> None:
    """A rating of a school with its components."""
    school.points_scale = 700
    school.save()
    RatingFactory(district=school.district, school=school, year=2022, grade="C", total_points=total)
    for code, value in values.items():
        ComponentScore.objects.create(
            district=school.district, school=school, year=2022, component_id=code, value=value, published=str(value)
        )


SEVEN = ("reading_prof", "reading_growth", "reading_growth_low25", "math_prof", "math_growth", "math_growth_low25")


def test_rating_is_told_with_the_points_to_the_next_grade(low: School):
    rate(low, dict.fromkeys((*SEVEN, "science_prof"), 50.0))
    standing = queries.standing_of(low.pk)
    assert standing is not None
    assert standing.school.rated is not None
    assert (standing.school.rated.grade, standing.school.rated.total) == ("C", 350.0)
    found = {need.target: need for need in (*standing.needs, *standing.others)}
    grade = found["math_growth"].next_grade
    assert grade is not None
    assert (grade.grade, grade.cut, grade.points, grade.alone) == ("B", 377.0, 27.0, 27.0)
    assert found["ELA"].next_grade is None
    assert found["math_growth"].name == "Math growth, all students"


def test_rating_without_a_component_has_no_total(low: School):
    rate(low, {**dict.fromkeys(SEVEN, 50.0), "science_prof": None})
    facts = queries.facts_of(low.pk)
    assert facts is not None
    assert facts.rated is not None
    assert facts.rated.total is None


def test_rating_takes_the_published_total(low: School):
    rate(low, {"math_growth": 50.0}, total=300.0)
    RatingFactory(district=low.district, year=2022, grade="A")
    facts = queries.facts_of(low.pk)
    assert facts is not None
    assert facts.rated is not None
    assert (facts.rated.grade, facts.rated.total) == ("C", 300.0)


def test_rating_of_a_school_without_a_scale_knows_no_cuts(low: School):
    RatingFactory(district=low.district, school=low, year=2022, grade="D", total_points=300)
    facts = queries.facts_of(low.pk)
    assert facts is not None
    assert facts.rated is not None
    assert (facts.rated.grade, facts.rated.cuts) == ("D", {})


def test_proficiency_is_hidden_where_a_result_behind_it_is(oak: District):
    for name in ("Large", "Middle"):
        rate(school_of(oak, name), {"reading_prof": 33.3, "reading_growth": 44.4})
    shown = {name: queries.facts_of(school_of(oak, name).pk) for name in ("Large", "Middle")}
    values = {
        name: [facts.value(code, 2022) for code in ("reading_prof", "reading_growth")]
        for name, facts in shown.items()
        if facts
    }
    assert values == {"Large": [33.3, 44.4], "Middle": [None, 44.4]}


def test_designations_are_those_of_an_imported_file(low: School):
    DesignationFactory(school=low, year=2022, designation="TSI", source="state-list.csv")
    facts = queries.facts_of(low.pk)
    assert facts is not None
    assert facts.designations == (Designated(2022, "TSI", "state-list.csv"),)


def test_queries_are_as_many_for_one_school_as_for_all(state: list[School], low: School):
    few = asked(queries.read_statewide)
    for number in range(30, 50):
        school = add_school(number)
        DesignationFactory(school=school)
        rate(school, dict.fromkeys((*SEVEN, "science_prof"), 50.0))
    more = asked(queries.read_statewide)
    assert more == few + 2  # the rules of one scale and year
    for number in range(50, 60):
        rate(add_school(number), {"math_growth": 40.0})
    assert asked(queries.read_statewide) == more <= 12
    queries.statewide()
    one, every = asked(lambda: queries.standing_of(low.pk)), asked(queries.standings)
    assert one == every <= 7


@pytest.mark.parametrize(
    "change",
    [
        lambda low: AssessmentResult.objects.filter(school=low).update(level_4=0.3),
        lambda low: ResultFactory(district=low.district, school=low, test="4"),
        lambda low: DesignationFactory(school=low),
        lambda low: RatingFactory(district=low.district, school=low),
        lambda low: rate(low, {"ccr": 10.0}),
        lambda low: KnownSchoolFactory(district=low.district),
        lambda low: ImportRunFactory(state="confirmed"),
    ],
)
def test_statewide_is_read_again_when_something_changes(low: School, change: Callable[[School], Any]):
    before = queries.statewide()
    assert queries.statewide() is before
    change(low)
    assert queries.statewide() is not before


def test_statewide_follows_the_least_number_that_is_set(oak: District, settings: Any):
    small = school_of(oak, "Small").pk
    assert queries.standing_of(small).needs == ()  # type: ignore[union-attr]
    settings.SMALL_CELL_MINIMUM = 5
    assert queries.standing_of(small).needs[0].tested == 5  # type: ignore[union-attr]


def test_hidden_figures_change_nothing_that_is_shown(oak: District, monkeypatch: pytest.MonkeyPatch):
    """Whatever the hidden schools' figures are: what is worked out of all facts stays the same, so it tells nothing."""

    def worked_out() -> list[Any]:
        monkeypatch.setattr(queries, "_kept", None)
        return queries.standings()

    before = worked_out()
    hidden = rows_of(oak).exclude(school__name="Large School")
    for tested, share in ((6, 0.5), (7, 0.0), (9, 1.0)):
        hidden.filter(school__name="Small School").update(tested=tested, level_4=share)
        hidden.filter(school__name="Middle School").update(tested=45 - tested, level_4=0.4)
        assert worked_out() == before


def test_queries_write_nothing(low: School):
    tables = (AssessmentResult, Rating, ComponentScore, Designation, School)
    before = [table.objects.count() for table in tables]
    with CaptureQueriesContext(connection) as seen:
        queries.standings()
        queries.practice_facts()
    assert all(query["sql"].startswith("SELECT") for query in seen.captured_queries)
    assert [table.objects.count() for table in tables] == before
