"""What other weights would change: the suggestions of all schools under both, compared."""

from dataclasses import dataclass

from best_practices.reuse import queries
from best_practices.reuse.facts import SchoolFacts
from best_practices.reuse.needs import Standing
from best_practices.reuse.ranking import Suggestion
from best_practices.reuse.scoring import Weights
from best_practices.reuse.tables import suggest_all

MOST_EXAMPLES = 20


@dataclass(frozen=True)
class Turn:
    """A school whose first suggestion would be another one; None where there is none."""

    school: SchoolFacts
    before: Suggestion | None
    after: Suggestion | None


@dataclass(frozen=True)
class Effect:
    """Of all schools: how many get another first suggestion, how many another set of five; the first few of them."""

    schools: int
    first: int
    five: int
    turns: tuple[Turn, ...]


def effect_of(before: Weights, after: Weights) -> Effect:
    """The suggestions under both weights, side by side."""
    practices = queries.practice_facts()
    old = suggest_all(standings_under(before), practices, before)
    new = suggest_all(standings_under(after), practices, after)
    schools = queries.statewide().by_key
    turned = [key for key in old if first(old[key]) != first(new[key])]
    five = sum({each.practice.key for each in old[key]} != {each.practice.key for each in new[key]} for key in old)
    turns = tuple(
        Turn(schools[key], next(iter(old[key]), None), next(iter(new[key]), None)) for key in turned[:MOST_EXAMPLES]
    )
    return Effect(len(old), len(turned), five, turns)


def standings_under(weights: Weights) -> list[Standing]:
    """Where all schools stand, as these weights see their needs."""
    return queries.standings(weights.need)


def first(found: list[Suggestion]) -> str:
    """The key of the first suggestion; empty where there is none."""
    return found[0].practice.key if found else ""
