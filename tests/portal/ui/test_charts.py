"""The rules of run charts and the geometry of their lines."""

from decimal import Decimal

import pytest

from portal.ui import charts
from portal.ui.charts import Frame, Signal, signals

FRAME = Frame(0, 100, 0, 50, 0, 10, 5)
LOW_THEN_HIGH = [1, 3, 2, 1, 3, 2, 9, 8, 9, 8, 9, 8]


def kinds(values: list[float | None]) -> list[tuple[str, int, int]]:
    return [(signal.kind, signal.direction, len(signal.places)) for signal in signals(values)]


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


def test_a_missing_reading_ends_a_run() -> None:
    assert kinds([1, 2, 3, None, 4, 5]) == []
    assert kinds([*LOW_THEN_HIGH[:3], None, *LOW_THEN_HIGH[3:]]) == [("shift", 1, 6)]


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
