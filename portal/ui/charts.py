"""Run charts and sparklines as plain numbers: where each mark stands, and which runs are signals.

The rules are those of Perla, Provost and Murray, "The run chart: a simple analytical tool for learning from variation
in healthcare processes", BMJ Quality & Safety 2011;20:46-51. Their fourth, the point that is plainly out of range, is
for a person to judge and not claimed here. A missing reading says nothing: the line is never drawn over it, and it
neither counts in a run nor ends one; a signal tells how many are missing within it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import comb
from statistics import median
from typing import Any

SHIFT, TREND = 6, 5
ENOUGH_FOR_RUNS = 10
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

    def missing(self, values: Values) -> int:
        """How many readings are missing between its first and its last."""
        return sum(value is None for value in values[self.places[0] : self.places[-1]])


@dataclass(frozen=True)
class Runs:
    """How often the readings change sides of the median, and how often they would by chance alone."""

    count: int
    readings: int
    low: int
    high: int

    def words(self) -> str:
        """The signal in a sentence; nothing where the number is what chance gives, or readings are too few to say."""
        if self.readings < ENOUGH_FOR_RUNS or self.low <= self.count <= self.high:
            return ""
        kind = "few" if self.count < self.low else "many"
        runs = "1 run" if self.count == 1 else f"{self.count} runs"
        expected = f"chance gives {self.low} to {self.high} in {self.readings} readings"
        return f"Too {kind} runs: {runs} on one side of the median or the other, where {expected}."


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


def _sides(values: Values, there: list[int], line: float) -> Iterator[tuple[int, list[int]]]:
    """Stretches on one side of the line; a value on the line neither counts nor ends a stretch."""
    side, stretch = 0, list[int]()
    for place in there:
        now = _sign((values[place] or 0.0) - line)
        if now and now != side:
            yield side, stretch
            side, stretch = now, []
        if now:
            stretch.append(place)
    yield side, stretch


def _slopes(values: Values, there: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Stretches that only rise or only fall; a value like the one before neither counts nor ends a stretch."""
    slope, stretch = 0, there[:1]
    for place in there[1:]:
        now = _sign((values[place] or 0.0) - (values[stretch[-1]] or 0.0))
        if now and slope and now != slope:
            yield slope, stretch
            stretch = stretch[-1:]
        if now:
            slope = now
            stretch = [*stretch, place]
    yield slope, stretch


def signals(values: Values, line: float | None = None) -> list[Signal]:
    """Shifts (six or more on one side of the median) and trends (five or more rising or falling), by first reading.

    `line` is the median of a baseline; without it, it is the median of all. Chance alone makes a shift in 2 of 100
    series of 12 readings, in 8 of 18 readings, in 16 of 24 and in 30 of 36 (2,000 random series each).
    """
    line = middle(values) if line is None else line
    if line is None:
        return []
    there = [place for place, value in enumerate(values) if value is not None]
    found = [("shift", SHIFT, stretch) for stretch in _sides(values, there, line)]
    found += [("trend", TREND, stretch) for stretch in _slopes(values, there)]
    told = [Signal(kind, way, tuple(places)) for kind, least, (way, places) in found if len(places) >= least]
    return sorted(told, key=lambda signal: signal.places[0])


def runs(values: Values, line: float | None = None) -> Runs:
    """The number of runs about the median; readings on it are left out."""
    line = middle(values) if line is None else line
    there = [place for place, value in enumerate(values) if value is not None]
    stretches = [places for side, places in _sides(values, there, line or 0.0) if side]
    readings = sum(map(len, stretches))
    return Runs(len(stretches), readings, *run_limits(readings))


@cache
def run_limits(readings: int) -> tuple[int, int]:
    """The least and the most runs that chance gives in 95 of 100 series of so many readings.

    Worked out from the exact chances of Swed and Eisenhart (1943), half of the readings on each side, 2.5 in 100 cut
    off at each end: the printed table of Perla, Provost and Murray rests on the same and differs by one run at most.
    """
    if readings < ENOUGH_FOR_RUNS:
        return 0, readings
    above = readings // 2
    chances = [_chance(count, above, readings - above) for count in range(readings + 1)]
    low = next(count for count in range(readings + 1) if sum(chances[: count + 1]) > 0.025)
    high = next(count for count in range(readings, 0, -1) if sum(chances[count:]) > 0.025)
    return low, high


def _chance(count: int, above: int, below: int) -> float:
    """The chance of exactly so many runs among readings above and below a line, in random order."""
    half = count // 2
    if count < 2:
        return 0.0
    if count % 2 == 0:
        ways = 2 * comb(above - 1, half - 1) * comb(below - 1, half - 1)
    else:
        ways = comb(above - 1, half) * comb(below - 1, half - 1) + comb(above - 1, half - 1) * comb(below - 1, half)
    return ways / comb(above + below, above)
