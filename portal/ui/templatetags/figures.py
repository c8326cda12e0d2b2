"""Figures drawn on the server: a small line within a sentence, and the run chart of a measure."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils import formats

from portal.ui import charts
from portal.ui.charts import Frame, Signal, Values

register = template.Library()


def told(label: str, values: Values) -> str:
    """The figure in one sentence, for those who do not see it."""
    there = charts.present(values)
    first, last, low, high = (charts.figure(value) for value in (there[0], there[-1], min(there), max(there)))
    count = "1 value" if len(there) == 1 else f"{len(there)} values"
    missing = f", {len(values) - len(there)} missing" if len(values) > len(there) else ""
    return f"{label}: {count}{missing}; first {first}, last {last}, lowest {low}, highest {high}."


def dots(values: Values, frame: Frame, marked: set[int]) -> list[dict[str, Any]]:
    """The points of the values that are there; those of a signal are marked."""
    return [
        {"x": frame.x(place), "y": frame.y(value), "signal": place in marked}
        for place, value in enumerate(values)
        if value is not None
    ]


@register.inclusion_tag("ui/sparkline.html")
def sparkline(values: Sequence[Any], label: str) -> dict[str, Any]:
    """A line the size of a word; it breaks where values are missing, and its last point is marked."""
    numbers = charts.cleaned(values)
    there = charts.present(numbers)
    if not there:
        return {"label": label}
    frame = Frame(4, 116, 4, 24, min(there), max(there), len(numbers))
    alone = {run[0] for run in charts.segments(numbers) if len(run) == 1}
    ends = {charts.segments(numbers)[-1][-1]}
    marks = [{"x": frame.x(place), "y": frame.y(numbers[place] or 0.0)} for place in sorted(alone | ends)]
    return {"label": label, "title": told(label, numbers), "path": charts.path(numbers, frame), "dots": marks}


def mark(frame: Frame, value: float) -> dict[str, Any]:
    """A level of the chart: its height, the height of the words above it, and its words."""
    return {"y": frame.y(value), "above": frame.y(value) - 5, "words": charts.figure(value)}


def when_of(when: Any) -> str:
    """The day of a reading, short enough for an axis."""
    return formats.date_format(when, "SHORT_DATE_FORMAT") if isinstance(when, date) else str(when)


def rows_of(labels: list[str], values: Values, found: list[Signal]) -> list[dict[str, str]]:
    """The readings as rows of a table, with the signals each is part of."""
    return [
        {
            "when": label,
            "value": "missing" if value is None else charts.figure(value),
            "signal": ", ".join(signal.kind for signal in found if place in signal.places),
        }
        for place, (label, value) in enumerate(zip(labels, values, strict=True))
    ]


def sentences_of(labels: list[str], values: Values, found: list[Signal], better: str = "") -> list[str]:
    """Each signal with its first and last reading, what is missing between, and whether it is the wanted way."""
    told = []
    for one in found:
        missing = one.missing(values)
        between = f" ({missing} missing between)" if missing else ""
        way = WAYS.get((better, one.direction), "")
        told.append(f"{one.words()}, from {labels[one.places[0]]} to {labels[one.places[-1]]}{between}{way}.")
    return told


WANTED, UNWANTED = ", which is the wanted direction", ", which is not the wanted direction"
WAYS = {("higher", 1): WANTED, ("higher", -1): UNWANTED, ("lower", -1): WANTED, ("lower", 1): UNWANTED}


@register.inclusion_tag("ui/run_chart.html")
def run_chart(
    readings: Iterable[tuple[Any, Any]],
    goal: Any = None,
    label: str = "Readings",
    line: float | None = None,
    line_words: str = "median",
    better: str = "",
    scope: Iterable[float] = (),
    compact: bool = False,
) -> dict[str, Any]:
    """A measure over time, from pairs of day and value: its median, its goal, its gaps and its signals.

    `line` is the median of a baseline in place of the median of all, and `line_words` its name; `better` is higher or
    lower; `scope` holds values that must be within the frame, so that several charts can be compared by eye; a
    `compact` one leaves out the table of its readings.
    """
    pairs = list(readings)
    labels, values = [when_of(when) for when, _ in pairs], charts.cleaned([value for _, value in pairs])
    line = charts.middle(values) if line is None else line
    target = charts.cleaned([goal])[0]
    if line is None or not charts.present(values):
        return {"label": label, "rows": [] if compact else rows_of(labels, values, [])}
    found = charts.signals(values, line)
    held = charts.present([*values, target, line, *scope])
    frame = Frame(46, 350, 20, 168, min(held), max(held), len(values))
    runs = charts.runs(values, line).words()
    return {
        "label": label,
        "title": told(label, values),
        "path": charts.path(values, frame),
        "dots": dots(values, frame, {place for signal in found for place in signal.places}),
        "lines": [mark(frame, value) for value in sorted({frame.low, frame.high})],
        "median": mark(frame, line),
        "line_words": line_words,
        "goal": None if target is None else mark(frame, target),
        "signals": sentences_of(labels, values, found, better) + ([runs] if runs else []),
        "rows": [] if compact else rows_of(labels, values, found),
        "first": labels[0],
        "last": labels[-1] if len(labels) > 1 else "",
    }
