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


def sentences_of(labels: list[str], found: list[Signal]) -> list[str]:
    """Each signal with its first and last reading."""
    return [f"{one.words()}, from {labels[one.places[0]]} to {labels[one.places[-1]]}." for one in found]


@register.inclusion_tag("ui/run_chart.html")
def run_chart(readings: Iterable[tuple[Any, Any]], goal: Any = None, label: str = "Readings") -> dict[str, Any]:
    """A measure over time, from pairs of day and value: its median, its goal, its gaps and its signals."""
    pairs = list(readings)
    labels, values = [when_of(when) for when, _ in pairs], charts.cleaned([value for _, value in pairs])
    line, target = charts.middle(values), charts.cleaned([goal])[0]
    if line is None:
        return {"label": label, "rows": rows_of(labels, values, [])}
    found = charts.signals(values)
    scope = charts.present([*values, target])
    frame = Frame(46, 350, 20, 168, min(scope), max(scope), len(values))
    return {
        "label": label,
        "title": told(label, values),
        "path": charts.path(values, frame),
        "dots": dots(values, frame, {place for signal in found for place in signal.places}),
        "lines": [mark(frame, value) for value in sorted({frame.low, frame.high})],
        "median": mark(frame, line),
        "goal": None if target is None else mark(frame, target),
        "signals": sentences_of(labels, found),
        "rows": rows_of(labels, values, found),
        "first": labels[0],
        "last": labels[-1] if len(labels) > 1 else "",
    }
