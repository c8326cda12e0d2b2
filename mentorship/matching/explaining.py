"""Why a district got no mentor, and what would change it. Pure; each claim is what solving again would give."""

from dataclasses import dataclass, replace

import numpy as np

from mentorship.matching.instance import Instance
from mentorship.matching.solving import NOBODY, Graph, Solution, Whole, solve

SMALL = 5_000
SEVERAL = -2


@dataclass(frozen=True)
class Unserved:
    """A request without a mentor: the reason in a sentence, and the mentor whose one more slot would serve it."""

    request: str
    reason: str
    mentor: str | None


def explain(instance: Instance, solution: Solution) -> list[Unserved]:
    """All requests without a mentor, by name."""
    graph, found = solution.graph, []
    winners = who_comes_next(solution)
    possible = set(graph.request.tolist())
    for number in np.flatnonzero(solution.match == NOBODY).tolist():
        mentor = best_of(graph, number, np.flatnonzero(winners == number)) if number in possible else None
        if mentor is None and number in possible and len(graph.request) <= SMALL:
            mentor = by_solving_again(instance, solution, number)
        found.append(Unserved(graph.requests[number], reason(solution, number, possible, mentor), mentor))
    return found


def who_comes_next(solution: Solution) -> Whole:
    """For each mentor the request that one more slot of it would surely serve; NOBODY or SEVERAL. Shape: (mentors,).

    A slot that has a price is worth the best way to it over pairs whose weight the prices just reach: from a request
    without a mentor, over requests that move. Where all best ways begin at one request, that one is served.
    """
    graph, prices, match = solution.graph, solution.prices, solution.match
    tight = prices.request[graph.request] + prices.mentor[graph.mentor] == graph.weight
    tight &= match[graph.request] != graph.mentor
    request, mentor = graph.request[tight], graph.mentor[tight]
    count = len(graph.requests)
    low = np.where(prices.mentor > 0, count + 1, count)
    high = np.where(prices.mentor > 0, NOBODY, count)
    for _ in range(len(graph.mentors) + 1):
        begin = np.where(match >= 0, low[match], np.arange(count)) if len(low) else np.arange(count)
        end = np.where(match >= 0, high[match], np.arange(count)) if len(high) else np.arange(count)
        lower, higher = low.copy(), high.copy()
        np.minimum.at(lower, mentor, begin[request])
        np.maximum.at(higher, mentor, end[request])
        lower, higher = np.where(prices.mentor > 0, lower, low), np.where(prices.mentor > 0, higher, high)
        if np.array_equal(lower, low) and np.array_equal(higher, high):
            break
        low, high = lower, higher
    only = np.where(low == high, low, SEVERAL)
    return np.where(only < count, only, NOBODY)


def best_of(graph: Graph, request: int, mentors: Whole) -> str | None:
    """Of several mentors the one that fits the request itself best, else the first."""
    if not len(mentors):
        return None
    own = (graph.request == request) & np.isin(graph.mentor, mentors)
    if own.any():
        return graph.mentors[int(graph.mentor[own][np.argmax(graph.weight[own])])]
    return graph.mentors[int(mentors[0])]


def by_solving_again(instance: Instance, solution: Solution, request: int) -> str | None:
    """Try one more slot at each mentor in turn, the best fit first."""
    name = solution.graph.requests[request]
    for mentor in sorted(instance.capacity, key=lambda each: (-instance.fit.get((each, name), -1), each)):
        capacity = {**instance.capacity, mentor: instance.capacity[mentor] + 1}
        if solve(replace(instance, capacity=capacity)).match[request] != NOBODY:
            return mentor
    return None


def reason(solution: Solution, request: int, possible: set[int], mentor: str | None) -> str:
    """Why it has none."""
    if request not in possible:
        return "No mentor is possible for it: none fits, or all that fit are forbidden."
    if mentor is not None:
        return "All mentors that fit it are full with requests that come before it or fit better."
    return "All mentors that fit it are full, and one more slot anywhere would go to a request before it."
