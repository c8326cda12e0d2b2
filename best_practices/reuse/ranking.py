"""Which practices a school is offered, in which order, and why.

The published order: the score to one decimal as it is shown, highest first; then the better tier; then the key of the
practice. Neither the order in which practices come in nor anything by chance plays a part.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from best_practices.reuse import likeness, reasons
from best_practices.reuse.facts import one_decimal
from best_practices.reuse.needs import Need, Standing
from best_practices.reuse.scoring import Link, PracticeFacts, Weights, best_link, score
from best_practices.reuse.wording import Reason

TOP = 5


@dataclass(frozen=True)
class Part:
    """One part of a score: its value 0 to 1, its weight, and the points that it brought."""

    name: str
    value: float
    weight: float
    points: float


@dataclass(frozen=True)
class Suggestion:
    """A practice for a school: its score to one decimal, the need it answers, the parts, the reasons.

    `waivers`: standards whose waiver it needs and the school's district does not hold.
    """

    practice: PracticeFacts
    score: float
    need: Need
    component: str
    tier: int
    parts: tuple[Part, ...]
    reasons: tuple[Reason, ...]
    has_enough_evidence: bool
    waivers: tuple[str, ...]


def suggest(
    standing: Standing, practices: Iterable[PracticeFacts], weights: Weights | None = None, top: int = TOP
) -> list[Suggestion]:
    """The first `top` practices for a school."""
    weights = weights or Weights()
    found = []
    for practice in on_shelf(practices):
        link = link_for(standing, practice, weights)
        if link is not None:
            found.append((-one_decimal(link[0]), link[2].tier, practice, link[1], link[2]))
    found.sort(key=lambda each: (each[0], each[1], each[2].key))
    return [explain(standing, practice, need, link, weights) for _, _, practice, need, link in found[:top]]


def on_shelf(practices: Iterable[PracticeFacts]) -> list[PracticeFacts]:
    """The practices in the order of their keys; ValueError where two have the same."""
    shelf = sorted(practices, key=lambda practice: practice.key)
    twice = [key for key, times in Counter(practice.key for practice in shelf).items() if times > 1]
    if twice:
        raise ValueError(f"Two practices have the key {twice[0]}.")
    return shelf


def link_for(standing: Standing, practice: PracticeFacts, weights: Weights) -> tuple[float, Need, Link] | None:
    """The need that a practice answers best, and how: by score, then tier, then code. None where it answers none."""
    fit = likeness.fit(standing.school, practice.context)
    if fit.grades == 0:
        return None
    best: tuple[float, Need, Link] | None = None
    for need in sorted(standing.needs, key=lambda need: need.target):
        link = best_link(practice, need.target, weights)
        if link is None:
            continue
        points = score(need.weight, link.base(weights), fit.total, contact_of(practice), weights)
        if best is None or points > best[0] or (points == best[0] and link.tier < best[2].tier):
            best = (points, need, link)
    return best


def contact_of(practice: PracticeFacts) -> float:
    """1 where somebody can be called."""
    return 1.0 if practice.contact else 0.0


def explain(standing: Standing, practice: PracticeFacts, need: Need, link: Link, weights: Weights) -> Suggestion:
    """A suggestion with its parts and its reasons."""
    fit = likeness.fit(standing.school, practice.context)
    points = score(need.weight, link.base(weights), fit.total, contact_of(practice), weights)
    missing = tuple(waiver.standard for waiver in practice.needs_waivers if not waiver.is_held(standing.school.leaid))
    return Suggestion(
        practice=practice,
        score=one_decimal(points),
        need=need,
        component=link.component,
        tier=link.tier,
        parts=parts_of(need, link, fit.total, contact_of(practice), weights),
        reasons=reasons.tell_suggestion(standing.school, practice, need, link, fit, missing),
        has_enough_evidence=practice.has_enough_evidence(link.component),
        waivers=missing,
    )


def parts_of(need: Need, link: Link, context: float, contact: float, weights: Weights) -> tuple[Part, ...]:
    """The parts of a score; their points add up to it."""
    values = {"aim": link.aim, "context": context, "evidence": link.evidence, "results": link.results}
    values["contact"] = contact
    return tuple(
        Part(name, value, getattr(weights, name), 100 * need.weight * getattr(weights, name) * value / weights.full)
        for name, value in values.items()
    )
