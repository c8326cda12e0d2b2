"""Run charts and sparklines as plain numbers: where each mark stands, and which runs are signals.

The rules are those of Perla, Provost and Murray, "The run chart: a simple analytical tool for learning from variation
in healthcare processes", BMJ Quality & Safety 2011;20:46-51. A missing reading ends a run: nobody knows what it was.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

SHIFT, TREND = 6, 5
WORDS = {
    ("shift", 1): "above the median",
    ("shift", -1): "below the median",
    ("trend", 1): "each higher than the one before",
    ("trend", -1): "each lower than the one before",
}
type Values = Sequence[float | None]


@dataclass(frozen=True)
class Signal:
    """A run too long to be chance: its kind, its direction (1 up, -1 down), and the places of its readings."""

    kind: str
    direction: int
    places: tuple[int, ...]

    def words(self) -> str:
        """The signal as a reader would say it, without its dates."""
        return f"{self.kind.capitalize()}: {len(self.places)} readings in a row, {WORDS[self.kind, self.direction]}"


@dataclass(frozen=True)
class Frame:
    """The drawing's inner rectangle and the range of values it holds."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    count: int

    def x(self, place: int) -> float:
        """Where a reading stands from left to right; all are equally far apart."""
        step = (self.right - self.left) / max(self.count - 1, 1)
        return round(self.left + place * step, 1)

    def y(self, value: float) -> float:
        """Where a value stands; larger is higher, and a range of nothing lies in the middle."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(self.bottom - share * (self.bottom - self.top), 1)


def cleaned(values: Sequence[Any]) -> list[float | None]:
    """Values as numbers; what is missing or no number becomes a gap."""
    return [_number(value) for value in values]


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def present(values: Values) -> list[float]:
    """The values that are there."""
    return [value for value in values if value is not None]


def middle(values: Values) -> float | None:
    """The median of the values that are there."""
    there = present(values)
    return median(there) if there else None


def figure(value: float) -> str:
    """A number for readers: two decimals at most, none that say nothing."""
    words = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if words == "-0" else words


def segments(values: Values) -> list[list[int]]:
    """The places of values that follow each other without a gap."""
    runs: list[list[int]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if run]


def path(values: Values, frame: Frame) -> str:
    """The line through the values as SVG path data, lifted at every gap."""
    parts = []
    for run in segments(values):
        marks = [f"{frame.x(place)} {frame.y(values[place] or 0.0)}" for place in run]
        if len(marks) > 1:
            parts.append("M" + "L".join(marks))
    return "".join(parts)


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _sides(values: Values, run: list[int], line: float) -> Iterator[tuple[int, list[int]]]:
    """Stretches of a run on one side of the line; a value on the line neither counts nor ends a stretch."""
    side, stretch = 0, list[int]()
    for place in run:
        now = _sign((values[place] or 0.0) - line)
        if now and now != side:
            yield side, stretch
            side, stretch = now, []
        if now:
            stretch.append(place)
    yield side, stretch


def _slopes(values: Values, run: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Stretches of a run that only rise or only fall; a value like the one before neither counts nor ends a stretch."""
    slope, stretch = 0, run[:1]
    for place in run[1:]:
        now = _sign((values[place] or 0.0) - (values[stretch[-1]] or 0.0))
        if now and slope and now != slope:
            yield slope, stretch
            stretch = stretch[-1:]
        if now:
            slope = now
            stretch = [*stretch, place]
    yield slope, stretch


def signals(values: Values) -> list[Signal]:
    """Shifts (six or more on one side of the median) and trends (five or more rising or falling), by first reading."""
    line = middle(values)
    found = []
    for run in segments(values) if line is not None else []:
        shifts = [("shift", SHIFT, stretch) for stretch in _sides(values, run, line or 0.0)]
        trends = [("trend", TREND, stretch) for stretch in _slopes(values, run)]
        for kind, least, (direction, places) in shifts + trends:
            if len(places) >= least:
                found.append(Signal(kind, direction, tuple(places)))
    return sorted(found, key=lambda signal: signal.places[0])
