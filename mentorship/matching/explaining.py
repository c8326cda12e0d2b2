"""Why a district got no mentor, and what would change it. Pure; each claim is what solving again would give.

One more slot at a mentor adds its price to the weight, so the prices still add up to what is heaviest: no pair beyond
those that the prices just reach comes into use, and only these are solved again.
"""

from dataclasses import dataclass, replace

import numpy as np

from mentorship.matching.graphs import NOBODY, Graph, Whole
from mentorship.matching.solving import Solution, settled

MOST_WORK = 1_000_000
SEVERAL = -2
NOT_POSSIBLE = "No mentor is possible for it: none fits, or those that fit are set apart."
FULL = "All mentors that fit it are full with districts that come before it or fit better."
NO_SLOT_HELPS = "All mentors that fit it are full, and one more place anywhere would go to a district before it."
BY_SEED = "All mentors that fit it are full with districts that come before it, fit better, or win by the seed."


@dataclass(frozen=True)
class Unserved:
    """A request without a mentor: the reason in a sentence, and the mentor whose one more slot would serve it."""

    request: str
    reason: str
    mentor: str | None


def explain(solution: Solution) -> list[Unserved]:
    """All requests without a mentor, by name."""
    graph, again, winners = solution.graph, Again(solution), who_comes_next(solution)
    found = []
    for number in np.flatnonzero(solution.match == NOBODY).tolist():
        own = graph.pairs_of(np.array([number]))
        mentor, reason = None, NOT_POSSIBLE
        if len(own):
            mentor, reason = best_of(graph, own, np.flatnonzero(winners == number)), FULL
        if len(own) and mentor is None:
            mentor, reason = again.for_request(number, own)
        found.append(Unserved(graph.requests[number], reason, None if mentor is None else graph.mentors[mentor]))
    return found


def who_comes_next(solution: Solution) -> Whole:
    """For each mentor the request that one more slot of it would surely serve; NOBODY or SEVERAL. Shape: (mentors,).

    A slot that has a price is worth the best way to it over pairs whose weight the prices just reach: from a request
    without a mentor, over requests that move. Where all best ways begin at one request, that one is served.
    """
    graph, prices, match = solution.graph, solution.prices, solution.match
    tight = solution.tight.only(match[solution.tight.request] != solution.tight.mentor)
    count, priced = len(graph.requests), prices.mentor > 0
    low, high = np.where(priced, count + 1, count), np.where(priced, NOBODY, count)
    for _ in range(len(graph.mentors) + 1):
        lower, higher = low.copy(), high.copy()
        np.minimum.at(lower, tight.mentor, begins(match, low)[tight.request])
        np.maximum.at(higher, tight.mentor, begins(match, high)[tight.request])
        lower, higher = np.where(priced, lower, low), np.where(priced, higher, high)
        if np.array_equal(lower, low) and np.array_equal(higher, high):
            break
        low, high = lower, higher
    only = np.where(low == high, low, SEVERAL)
    return np.where(only < count, only, NOBODY)


def begins(match: Whole, begin: Whole) -> Whole:
    """Where a way over each request begins: at itself if it has no mentor, else where the way to its mentor does."""
    own = np.arange(len(match))
    return np.where(match >= 0, begin[match], own) if len(begin) else own


def best_of(graph: Graph, own: Whole, mentors: Whole) -> int | None:
    """Of several mentors the one that fits the request itself best, by its own pairs, else the first."""
    if not len(mentors):
        return None
    fitting = own[np.isin(graph.mentor[own], mentors)]
    return int(graph.mentor[fitting[np.argmax(graph.weight[fitting])]] if len(fitting) else mentors[0])


class Again:
    """The answer with one more slot at a mentor, for each that is asked for, as long as it is not too much work."""

    def __init__(self, solution: Solution) -> None:
        self.solution, self.served = solution, dict[int, Whole]()
        self.most = MOST_WORK // max(len(solution.tight.request), 1)

    def for_request(self, request: int, own: Whole) -> tuple[int | None, str]:
        """The mentor whose one more slot serves the request, and the reason; the likeliest are tried first."""
        graph, tight = self.solution.graph, self.solution.tight
        reached = tight.mentor[tight.pairs_of(np.array([request]))]
        if not len(reached):
            return None, NO_SLOT_HELPS
        fit = np.full(len(graph.mentors), -1, dtype=np.int64)
        fit[graph.mentor[own]] = graph.weight[own]
        fit[reached] += graph.weight.max()
        for mentor in np.argsort(-fit, kind="stable").tolist():
            if mentor not in self.served and len(self.served) >= self.most:
                break
            if self.with_one_more(mentor)[request] != NOBODY:
                return mentor, FULL
        return None, BY_SEED

    def with_one_more(self, mentor: int) -> Whole:
        """The matching with one more slot at the mentor."""
        if mentor not in self.served:
            found, slots = self.solution, self.solution.tight.slots.copy()
            slots[mentor] += 1
            tight = replace(found.tight, slots=slots)
            self.served[mentor] = settled(tight, found.prices, found.pins, found.numbers)[0]
        return self.served[mentor]
