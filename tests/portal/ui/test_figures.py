"""Sparklines and run charts as readers get them."""

import re
from datetime import date
from typing import Any

import pytest
from django.template import Context, Template

EVIL = "<script>alert(1)</script>"
SHIFTED = [1, 3, 2, 1, 3, 2, 9, 8, 9, 8, 9, 8]


def drawn(source: str, **context: Any) -> str:
    return Template(source).render(Context(context))


def chart(values: list[Any], **more: Any) -> str:
    readings = [(date(2026, place % 12 + 1, 1), value) for place, value in enumerate(values)]
    return drawn("{% run_chart readings goal=goal label=label %}", readings=readings, label="Sample", goal=None, **more)


def test_sparkline_says_in_words_what_it_draws() -> None:
    told = drawn('{% sparkline values "Minutes" %}', values=[3, None, 7, 5])
    assert 'role="img"' in told
    assert "<title>Minutes: 3 values, 1 missing; first 3, last 5, lowest 3, highest 7.</title>" in told


def test_sparkline_never_joins_over_a_gap() -> None:
    told = drawn('{% sparkline values "Minutes" %}', values=[1, 2, None, 3, 4])
    assert re.search(r'd="M[^"ML]*L[^"ML]*M[^"ML]*L[^"ML]*"', told)


def test_sparkline_marks_a_value_between_two_gaps() -> None:
    assert drawn('{% sparkline values "M" %}', values=[1, 2, None, 3, None, 4, 5]).count("<circle") == 2


@pytest.mark.parametrize("values", [[], [None], ["many"]])
def test_sparkline_without_values_says_so(values: list[Any]) -> None:
    told = drawn("{% sparkline values label %}", values=values, label=EVIL)
    assert "no values yet" in told
    assert "<svg" not in told
    assert "<script>" not in told


def test_run_chart_tells_each_signal_in_a_sentence() -> None:
    told = chart(SHIFTED)
    assert "Shift: 6 readings in a row, below the median, from Jan 1, 2026 to Jun 1, 2026." in told
    assert "Shift: 6 readings in a row, above the median, from Jul 1, 2026 to Dec 1, 2026." in told
    assert told.count('class="signal"') == 12


def test_run_chart_without_signals_says_so() -> None:
    told = chart([4, 6, 5, 4, 6])
    assert "No shift and no trend" in told
    assert 'class="signal"' not in told


def test_run_chart_draws_gaps_as_gaps_and_lists_them() -> None:
    told = chart([4, 6, None, 4, 6])
    assert re.search(r'class="series" d="M[^"ML]*L[^"ML]*M[^"ML]*L[^"ML]*"', told)
    assert told.count("<circle") == 4
    assert '<td class="number">missing</td>' in told


def test_run_chart_names_median_and_goal_beside_their_lines() -> None:
    readings = [("one", 4), ("two", 6)]
    told = drawn('{% run_chart readings goal=9 label="Sample" %}', readings=readings)
    assert ">median 5</text>" in told
    assert ">goal 9</text>" in told
    assert "Median 5. Goal 9.</title>" in told
    assert 'class="goal"' not in chart([4, 6])


@pytest.mark.parametrize("values", [[], [None, None]])
def test_run_chart_without_readings_says_so(values: list[Any]) -> None:
    told = chart(values)
    assert "No readings yet." in told
    assert "<svg" not in told


def test_run_chart_of_one_reading_draws_one_point() -> None:
    assert chart([5]).count("<circle") == 1


def test_run_chart_escapes_labels() -> None:
    assert "<script>" not in drawn("{% run_chart readings label=evil %}", readings=[(EVIL, 1), (EVIL, 2)], evil=EVIL)


def test_run_chart_has_no_inline_style() -> None:
    assert "style=" not in chart(SHIFTED)


def test_run_chart_takes_the_median_of_a_baseline_and_says_which_way_is_wanted() -> None:
    readings = [(f"month {place}", value) for place, value in enumerate([4, 6, 5, 7, 8, None, 8, 9, 8, 7])]
    source = '{% run_chart readings line=5 line_words="median of the first 3 months" better=better compact=True %}'
    told = drawn(source, readings=readings, better="higher")
    assert "Median of the first 3 months 5.</title>" in told
    assert ">median 5</text>" in told
    assert "from month 1 to month 9 (1 missing between), which is the wanted direction." in told
    assert "which is not the wanted direction." in drawn(source, readings=readings, better="lower")
    assert "<table>" not in told


def test_run_chart_tells_too_few_runs() -> None:
    assert "Too few runs: 2 runs" in chart(SHIFTED)


def test_run_charts_of_one_scope_can_be_compared() -> None:
    source = "{% run_chart readings scope=scope %}"
    low, high = ([("one", value), ("two", value + 1)] for value in (1, 8))
    heights = [re.findall(r'cy="([\d.]+)"', drawn(source, readings=pairs, scope=[0, 10])) for pairs in (low, high)]
    assert float(heights[0][0]) > float(heights[1][0])
