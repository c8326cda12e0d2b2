"""All schools against all practices at once, as tables: the same steps as `ranking`, in the same order, so that both
give the same scores to the last bit.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from best_practices.reuse import likeness
from best_practices.reuse.facts import SchoolFacts, as_tested
from best_practices.reuse.needs import Need, Standing
from best_practices.reuse.ranking import TOP, Suggestion, contact_of, explain, on_shelf
from best_practices.reuse.scoring import PracticeFacts, Weights, best_link

Table = npt.NDArray[np.float64]
NONE = -np.inf


class Shelf:
    """All practices as the columns of tables, in the order of their keys."""

    def __init__(self, practices: Iterable[PracticeFacts], weights: Weights) -> None:
        self.practices = on_shelf(practices)
        self.weights = weights
        self.places = np.arange(len(self.practices))
        self.contacts = np.array([contact_of(practice) for practice in self.practices])

    def links(self, target: str) -> tuple[Table, Table]:
        """For one measure, each practice's base (-inf where it does not work on it) and its tier."""
        found = [best_link(practice, target, self.weights) for practice in self.practices]
        bases = [link.base(self.weights) if link else NONE for link in found]
        return np.array(bases), np.array([float(link.tier) if link else np.inf for link in found])

    def context(self, schools: Sequence[SchoolFacts]) -> tuple[Table, Table]:
        """The likeness of each school (row) with each practice's places, and the part of the grades in it."""
        contexts = [practice.context for practice in self.practices]
        named = [as_tested(context.grades) for context in contexts]

        def rows[Own: Hashable](own: list[Own], fits: Callable[[Own], list[float]]) -> Table:
            known = {each: np.array(fits(each)) for each in set(own)}
            return np.array([known[each] for each in own])

        communities = rows(
            [school.community for school in schools],
            lambda own: [likeness.community_fit(own, context.communities) for context in contexts],
        )
        grades = rows(
            [school.grades for school in schools], lambda own: [likeness.grades_fit(own, each) for each in named]
        )
        sizes = rows(
            [likeness.size_class(school.size) for school in schools],
            lambda own: [likeness.size_fit(own, context.sizes) for context in contexts],
        )
        return likeness.together(communities, grades, sizes), grades


def score_all(standings: Sequence[Standing], shelf: Shelf) -> tuple[Table, Table, npt.NDArray[np.int64], list[str]]:
    """For each school and practice: the score (-inf where it is not offered), the tier, and which measure it answers.

    The measure is a place in the list that comes last.
    """
    weights = shelf.weights
    context, grades = shelf.context([standing.school for standing in standings])
    scores, tiers = np.full(context.shape, NONE), np.full(context.shape, np.inf)
    answered = np.zeros(context.shape, dtype=np.int64)
    targets = sorted({need.target for standing in standings for need in standing.needs})
    for place, target in enumerate(targets):
        bases, tier = shelf.links(target)
        rows, needs = needs_of(standings, target)
        summed = (bases + weights.context * context[rows]) + weights.contact * shelf.contacts
        points = 100.0 * needs[:, None] * summed / weights.full
        tied = (points == scores[rows]) & (tier < tiers[rows])
        is_better = (points > scores[rows]) | tied
        scores[rows] = np.where(is_better, points, scores[rows])
        tiers[rows] = np.where(is_better, tier, tiers[rows])
        answered[rows] = np.where(is_better, place, answered[rows])
    scores[grades == 0] = NONE
    return scores, tiers, answered, targets


def needs_of(standings: Sequence[Standing], target: str) -> tuple[npt.NDArray[np.int64], Table]:
    """The rows of the schools that have a need in a measure, and how large it is."""
    found = [
        (row, need.weight) for row, standing in enumerate(standings) for need in standing.needs if need.target == target
    ]
    return np.array([row for row, _ in found], dtype=np.int64), np.array([weight for _, weight in found])


def suggest_all(
    standings: Iterable[Standing], practices: Iterable[PracticeFacts], weights: Weights | None = None, top: int = TOP
) -> dict[int, list[Suggestion]]:
    """What `suggest` gives, for every school by its key."""
    standings, shelf = list(standings), Shelf(practices, weights or Weights())
    if not shelf.practices or not standings:
        return {standing.school.key: [] for standing in standings}
    scores, tiers, answered, targets = score_all(standings, shelf)
    found = {}
    for row, standing in enumerate(standings):
        shown = np.floor(scores[row] * 10 + 0.5) / 10
        order = [place for place in np.lexsort((shelf.places, tiers[row], -shown))[:top] if shown[place] > NONE]
        found[standing.school.key] = [
            explained(standing, shelf, int(place), targets[answered[row, place]]) for place in order
        ]
    return found


def explained(standing: Standing, shelf: Shelf, place: int, target: str) -> Suggestion:
    """The suggestion of one practice as the answer to one need."""
    practice, need = shelf.practices[place], need_in(standing, target)
    link = best_link(practice, target, shelf.weights)
    if link is None:
        raise LookupError(f"{practice.key} does not work on {target}.")
    return explain(standing, practice, need, link, shelf.weights)


def need_in(standing: Standing, target: str) -> Need:
    """A school's need in a measure."""
    return next(need for need in standing.needs if need.target == target)
