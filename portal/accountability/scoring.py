"""The A-F arithmetic: total points and grade from components, weights and cut scores. Nothing is rounded up.

A missing component makes the total not available, never smaller. Progress of English learners (`el_progress`) is the
one component that may rightly be absent: where too few learners were tested, the weights return to the plain ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

ENGLISH_LEARNERS = "el_progress"
LOWEST = "F"
TOLERANCE = 0.5  # points; the components are published to one decimal, the total to none


@dataclass(frozen=True)
class Rules:
    """Weights and cuts of one scale in one year; empty where the portal has none from a source."""

    plain: Mapping[str, float] = field(default_factory=dict)
    with_english_learners: Mapping[str, float] = field(default_factory=dict)
    cuts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Score:
    """A computed rating: its total, grade and parts, or why there is none."""

    total: float | None
    grade: str | None
    parts: Mapping[str, float] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    reason: str = ""


def score(values: Mapping[str, float | None], rules: Rules) -> Score:
    """The total and grade of these components (percent, 0 to 100). None stands for a suppressed or missing figure."""
    counted = ENGLISH_LEARNERS in values
    weights = rules.with_english_learners if counted else rules.plain
    if not weights:
        return Score(None, None, reason="No weights are on record for this year.")
    missing = tuple(code for code in weights if values.get(code) is None)
    if missing:
        return Score(None, None, missing=missing, reason="Not available: a component is missing.")
    parts = {code: weight * (values[code] or 0.0) for code, weight in weights.items()}
    total = round(sum(parts.values()), 6)
    return Score(total, grade_for(total, rules.cuts), parts)


def grade_for(points: float | None, cuts: Mapping[str, float]) -> str | None:
    """The best grade whose cut the points reach as they are; None without points or cuts."""
    if points is None or not cuts:
        return None
    reached = [grade for grade, cut in cuts.items() if points >= cut]
    return max(reached, key=lambda grade: cuts[grade]) if reached else LOWEST


def agrees(published: float, computed: float) -> bool:
    """The published total is the computed one, but for the rounding of what was published."""
    return abs(published - computed) <= TOLERANCE
