"""The rules of run charts and the geometry of their lines."""

import random
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ui import charts
from portal.ui.charts import Frame, Signal, signals

FRAME = Frame(0, 100, 0, 50, 0, 10, 5)
LOW_THEN_HIGH = [1, 3, 2, 1, 3, 2, 9, 8, 9, 8, 9, 8]


def kinds(values: Sequence[float | None], line: float | None = None) -> list[tuple[str, int, int]]:
    return [(signal.kind, signal.direction, len(signal.places)) for signal in signals(values, line)]


def test_six_readings_on_one_side_of_the_median_are_a_shift() -> None:
    assert kinds(LOW_THEN_HIGH) == [("shift", -1, 6), ("shift", 1, 6)]


def test_five_readings_on_one_side_are_no_shift() -> None:
    assert kinds([1, 3, 2, 1, 3, 9, 8, 9, 8, 9]) == []


def test_a_reading_on_the_median_neither_counts_nor_ends_a_shift() -> None:
    values = [1, 3, 2, 5, 1, 3, 2, 9, 8, 9, 8, 9, 8]
    assert signals(values)[0] == Signal("shift", -1, (0, 1, 2, 4, 5, 6))


@pytest.mark.parametrize(("values", "direction"), [([1, 2, 3, 4, 5], 1), ([5, 4, 3, 2, 1], -1)])
def test_five_rising_or_falling_readings_are_a_trend(values: list[float | None], direction: int) -> None:
    assert kinds(values) == [("trend", direction, 5)]


def test_four_rising_readings_are_no_trend() -> None:
    assert kinds([3, 1, 2, 3, 4, 1]) == []


def test_an_equal_reading_neither_counts_nor_ends_a_trend() -> None:
    assert signals([1, 2, 2, 3, 4, 5]) == [Signal("trend", 1, (0, 1, 3, 4, 5))]


def test_a_turning_point_belongs_to_both_trends() -> None:
    assert [signal.places for signal in signals([1, 2, 3, 4, 5, 4, 3, 2, 1])] == [(0, 1, 2, 3, 4), (4, 5, 6, 7, 8)]


def test_a_missing_reading_neither_counts_nor_ends_a_run() -> None:
    assert signals([1, 2, 3, None, 4, 5]) == [Signal("trend", 1, (0, 1, 2, 4, 5))]
    assert kinds([1, 2, 3, None, 4]) == []
    gapped = [*LOW_THEN_HIGH[:3], None, *LOW_THEN_HIGH[3:]]
    assert kinds(gapped) == kinds(LOW_THEN_HIGH)
    assert [signal.missing(gapped) for signal in signals(gapped)] == [1, 0]


def test_signals_are_read_against_the_median_of_a_baseline_where_one_is_given() -> None:
    values = [5, 4, 6, 5, 7, 8, 7, 9, 8, 7]
    assert kinds(values) == []
    assert kinds(values, 5) == [("shift", 1, 7)]


# Where the printed table (Perla, Provost and Murray 2011, table 1) and the exact chances are the same.
@pytest.mark.parametrize(
    ("readings", "limits"),
    [(10, (3, 9)), (13, (4, 11)), (14, (4, 12)), (15, (5, 12)), (16, (5, 13)), (18, (6, 14)), (24, (8, 18))],
)
def test_limits_of_runs_are_those_of_the_table(readings: int, limits: tuple[int, int]) -> None:
    assert charts.run_limits(readings) == limits


def test_limits_of_runs_hold_in_95_of_100_random_series() -> None:
    rng = random.Random(2011)
    outside = 0
    for _ in range(1000):
        outside += bool(charts.runs([rng.random() for _ in range(24)]).words())
    assert outside <= 50


def test_too_few_and_too_many_runs_are_told() -> None:
    few, many = charts.runs([1] * 6 + [9] * 6), charts.runs([1, 9] * 6)
    assert (few.count, few.readings) == (2, 12)
    assert few.words().startswith("Too few runs: 2 runs")
    assert many.words().startswith("Too many runs: 12 runs")
    assert charts.runs([1, 9] * 4).words() == "", "eight readings are too few to say"
    assert charts.runs([1, 3, 9, 8, 2, 9, 1, 2, 8, 9]).words() == ""


series = st.lists(st.none() | st.integers(0, 20), max_size=40)


@given(series, st.lists(st.integers(0, 40), max_size=8))
def test_gaps_change_no_signal(values: list[float | None], gaps: list[int]) -> None:
    there = [value for value in values if value is not None]
    gapped: list[float | None] = list(there)
    for place in gaps:
        gapped.insert(place, None)
    assert kinds(gapped) == kinds(there) == kinds(values)
    assert charts.runs(gapped) == charts.runs(there)


@given(series)
def test_path_never_joins_over_a_gap(values: list[float | None]) -> None:
    drawn = charts.path(values, Frame(0, 100, 0, 50, 0, 20, len(values)))
    joined = sum(a is not None and b is not None for a, b in pairwise(values))
    assert drawn.count("L") == joined


@given(series, st.integers(-9, 9), st.integers(1, 5))
def test_signals_know_no_unit_and_turn_with_the_sign(values: list[float | None], add: int, times: int) -> None:
    moved = [None if value is None else value * times + add for value in values]
    turned = [None if value is None else -value for value in values]
    assert kinds(moved) == kinds(values)
    assert [(kind, -way, size) for kind, way, size in kinds(turned)] == kinds(values)


@given(st.lists(st.integers(0, 9), min_size=6, max_size=12), st.lists(st.integers(20, 29), min_size=6, max_size=12))
def test_a_planted_shift_is_found(low: list[float], high: list[float]) -> None:
    found = kinds([*low, *high], 15)
    assert ("shift", -1, len(low)) in found
    assert ("shift", 1, len(high)) in found


# Measured, 2,000 random series each: a shift that is none comes up in 2 of 100 series of 12 months.
@pytest.mark.parametrize(("months", "at_most"), [(12, 0.10)])
def test_a_random_series_seldom_has_a_shift(months: int, at_most: float) -> None:
    rng = random.Random(46)
    found = 0
    for _ in range(2000):
        found += any(kind == "shift" for kind, *_ in kinds([rng.random() for _ in range(months)]))
    assert found / 2000 < at_most


@pytest.mark.parametrize("values", [[], [None], [None, None], [4], [4, 4, 4, 4, 4, 4, 4]])
def test_few_or_like_readings_are_no_signal(values: list[float | None]) -> None:
    assert signals(values) == []


def test_path_lifts_at_every_gap() -> None:
    assert charts.path([0, 10, None, 5, 5], FRAME) == "M0.0 50.0L25.0 0.0M75.0 25.0L100.0 25.0"


def test_path_of_lone_values_is_empty() -> None:
    assert charts.path([1, None, 2, None, 3], FRAME) == ""


def test_frame_of_one_value_does_not_divide_by_zero() -> None:
    alone = Frame(0, 100, 0, 50, 7, 7, 1)
    assert (alone.x(0), alone.y(7)) == (0, 25)


def test_cleaned_takes_numbers_only() -> None:
    wild = [1, Decimal("2.5"), "3", None, "", "many", float("nan"), float("inf"), 10**400, [1]]
    assert charts.cleaned(wild) == [1, 2.5, 3, *[None] * 7]


@pytest.mark.parametrize(("value", "words"), [(41.0, "41"), (41.25, "41.25"), (1234.5, "1,234.5"), (-0.001, "0")])
def test_figure_says_no_more_than_it_must(value: float, words: str) -> None:
    assert charts.figure(value) == words
