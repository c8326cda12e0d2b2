"""What readings are together, what may be shown of them, and what their charts say. Pure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.measures import runchart
from portal.measures.queries import Board
from portal.measures.runchart import Cell, Definition, hidden_readings, months_between, months_later, pooled

JANUARY = date(2026, 1, 1)
FACTS: dict[str, Any] = dict.fromkeys(["question", "pathway", "counted", "numerator", "denominator"], "Sample")
ASKED = Definition(
    title="Sample", kind="outcome", unit="percent", direction="higher", is_about_students=True, goal=Decimal(60),
    goal_by=date(2027, 6, 30), baseline_months=None, **FACTS,
)  # fmt: skip
numbers = count(1)


def cell(
    value: Any, n: int | None = 40, *, school: int | None = 1, district: str = "2800001", month: date = JANUARY
) -> Cell:
    told = None if value is None else Decimal(str(value))
    return Cell(next(numbers), 1, district, "Sample", school, "Sample" if school else "", month, told, n, "")


def hidden(*cells: Cell, asked: Definition = ASKED) -> list[Cell]:
    found = hidden_readings(cells, 10, asked)
    return [each for each in cells if each.reading in found]


def test_months_run_over_the_end_of_the_year() -> None:
    assert months_between(date(2025, 11, 1), date(2026, 2, 1)) == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]
    assert months_later(date(2026, 1, 1), -1) == date(2025, 12, 1)


def test_values_of_few_students_are_hidden_and_so_are_those_without_n() -> None:
    few, none, enough = cell(50, 9), cell(50, None, school=2), cell(50, 10, school=3)
    assert hidden(few, none, enough) == [few, none]


def test_values_that_are_not_about_students_need_no_n() -> None:
    without, few = cell(50, None), cell(50, 9, school=2)
    assert hidden(without, few, asked=replace(ASKED, is_about_students=False)) == [few]


def test_a_total_beside_schools_hides_a_second_one() -> None:
    few, small, large = cell(50, 5), cell(40, 20, school=2), cell(60, 90, school=3)
    total = cell(55, 115, school=None)
    assert hidden(few, small, large, total) == [few, small]
    assert hidden(few, small, large) == [few], "without a total nothing can be subtracted"


def test_a_total_beside_one_small_school_is_hidden_with_it() -> None:
    few, total = cell(50, 5), cell(55, 45, school=None)
    assert hidden(few, total) == [few, total]


def test_a_total_of_another_month_or_district_hides_nothing() -> None:
    few, shown = cell(50, 5), cell(40, 20, school=2)
    later = cell(55, 25, school=None, month=date(2026, 2, 1))
    elsewhere = cell(55, 25, school=None, district="2800002")
    assert hidden(few, shown, later, elsewhere) == [few]


values = st.integers(0, 100)
small_or_large = st.lists(st.tuples(values, st.integers(1, 60)), min_size=1, max_size=6)


@given(small_or_large)
def test_no_single_hidden_school_can_be_worked_out_from_the_total(schools: list[tuple[int, int]]) -> None:
    cells = [cell(value, n, school=number) for number, (value, n) in enumerate(schools, start=1)]
    everybody = sum(n for _, n in schools)
    whole = cell(round(sum(value * n for value, n in schools) / everybody, 2), everybody, school=None)
    found = hidden(*cells, whole)
    assert all(each in found for each in cells if (each.n or 0) < 10)
    assert whole in found or len(found) != 1


@given(small_or_large)
def test_averages_hold_no_hidden_value(schools: list[tuple[int, int]]) -> None:
    cells = [cell(value, n, school=number) for number, (value, n) in enumerate(schools, start=1)]
    board = Board(ASKED, cells, hidden_readings(cells, 10, ASKED))
    changed = [replace(each, value=Decimal(1)) if (each.n or 0) < 10 else each for each in cells]
    other = Board(ASKED, changed, hidden_readings(changed, 10, ASKED))
    assert board.together() == other.together()


def test_an_average_counts_each_school_by_its_n() -> None:
    assert pooled([cell(50, 10), cell(80, 20, school=2)])[JANUARY] == runchart.Pooled(70.0, 2)
    assert pooled([cell(50, None), cell(80, 20, school=2)])[JANUARY].value == 65


def test_a_district_as_a_whole_counts_only_where_none_of_its_schools_does() -> None:
    whole, school, elsewhere = cell(10, school=None), cell(50), cell(80, school=None, district="2800002")
    assert pooled([whole, school, elsewhere])[JANUARY] == runchart.Pooled(65.0, 2)


def test_the_line_is_the_median_of_all_until_there_are_ten_values() -> None:
    early = [1.0, 2, 3, 4, 5, 6, 50, 60, 70]
    assert runchart.line_of(early, 6) == (5, "median")
    assert runchart.line_of([None, *early, 80], 6) == (3.5, "median of the first 6 months")
    assert runchart.line_of([*early, 80], None) == (5.5, "median")


def board(*values: Any, asked: Definition = ASKED) -> Board:
    months = months_between(JANUARY, months_later(JANUARY, len(values) - 1))
    return Board(asked, [cell(value, month=month) for value, month in zip(values, months, strict=True) if value])


def test_a_chart_keeps_missing_months_as_gaps() -> None:
    chart = board(40, None, 44).together()
    assert chart.readings == [("Jan 2026", 40.0), ("Feb 2026", None), ("Mar 2026", 44.0)]


@pytest.mark.parametrize(("direction", "words"), [("higher", "It is reached."), ("lower", "2 to go.")])
def test_a_chart_says_in_words_how_far_the_goal_is(direction: str, words: str) -> None:
    told = board(40, 62, asked=replace(ASKED, direction=direction)).together().sentence
    assert told == (
        "Feb 2026: 62 percent, of one school or district. The median is 51 percent. "
        f"The goal is 60 percent by Jun 2027. {words}"
    )


def test_a_chart_without_values_says_so() -> None:
    assert Board(ASKED, []).together().sentence == "No values that can be shown yet."


def test_a_definition_and_its_readings_come_back_from_what_is_kept() -> None:
    one = cell("41.5", None, school=None)
    assert runchart.definition_from(ASKED.as_json()) == ASKED
    assert runchart.cell_from(one.as_json()) == one
    bare = replace(ASKED, goal=None, goal_by=None)
    assert runchart.definition_from(bare.as_json()) == bare
    zero = cell(0)
    assert runchart.cell_from(zero.as_json()) == zero
