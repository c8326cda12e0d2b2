"""The free part of an instance in arrays, and the prices that prove a matching of it. Pure."""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mentorship.matching.instance import HIGHEST_FIT, Instance

Whole = NDArray[np.int64]
Chosen = NDArray[np.bool_]
NOBODY = -1


@dataclass(frozen=True)
class Graph:
    """For each possible pair of a free request its request, mentor and weight, in their order; slots by mentor.

    Requests and mentors are numbered by name. Shapes: (pairs,) and (mentors,). A pair weighs its fit and a bonus of
    whole steps for serving a district of its class. A step is more than all fits together can differ, so the heaviest
    matching serves most of class 0, then most of class 1, and so on, and among those has the best total fit. That it
    then also serves most in all is no luck: the sets of requests that can be served are the independent sets of a
    transversal matroid, whose heaviest bases do not depend on the weights, only on their order.
    """

    requests: list[str]
    mentors: list[str]
    request: Whole
    mentor: Whole
    weight: Whole
    slots: Whole
    step: int

    def only(self, chosen: Chosen) -> "Graph":
        """The same with these pairs alone."""
        request, mentor, weight = self.request[chosen], self.mentor[chosen], self.weight[chosen]
        return replace(self, request=request, mentor=mentor, weight=weight)

    def capped(self, most: Whole) -> "Graph":
        """The same with no more slots than these."""
        return replace(self, slots=np.maximum(np.minimum(self.slots, most), 0))

    def pairs_of(self, requests: Whole) -> Whole:
        """The numbers of all pairs of these requests."""
        first = np.searchsorted(self.request, requests)
        count = np.searchsorted(self.request, requests, side="right") - first
        before = np.cumsum(count) - count
        return np.arange(count.sum()) + np.repeat(first - before, count)


@dataclass(frozen=True)
class Prices:
    """What a place is worth: for each request and each mentor's slot a whole number, never negative.

    Together they reach the weight of every possible pair, and add up to the weight of the matching: so none is heavier.
    """

    request: Whole
    mentor: Whole


def graph_of(instance: Instance) -> Graph:
    """The arrays of an instance. A mentor that no possible pair names is there too, with its slots."""
    requests = [name for name in instance.classes if name not in instance.pinned]
    at, of = number_by_name(requests), number_by_name(list(instance.capacity))
    free, depth = instance.fit, instance.depth
    if instance.pinned:
        free = {pair: score for pair, score in instance.fit.items() if pair[1] in at}
    return graph_in_arrays(
        (requests, list(of)),
        np.fromiter((at[request] for _, request in free), np.int64, len(free)),
        np.fromiter((of[mentor] for mentor, _ in free), np.int64, len(free)),
        np.fromiter(free.values(), np.int64, len(free)),
        np.array([depth - instance.classes[name] for name in requests], dtype=np.int64),
        np.array(list(instance.capacity.values()), dtype=np.int64) - pins_of(instance),
    )


def number_by_name(names: list[str]) -> dict[str, int]:
    """The place of each name."""
    return {name: number for number, name in enumerate(names)}


def pins_of(instance: Instance) -> Whole:
    """How many pinned pairs each mentor has. Shape: (mentors,)."""
    count = Counter(instance.pinned.values())
    return np.array([count[mentor] for mentor in instance.capacity], dtype=np.int64)


def graph_in_arrays(
    names: tuple[list[str], list[str]], request: Whole, mentor: Whole, fit: Whole, steps: Whole, slots: Whole
) -> Graph:
    """A graph from the fit of pairs in any order; `steps` says how many steps the bonus of each request has."""
    requests, mentors = names
    order = np.argsort(request * max(len(mentors), 1) + mentor)
    request, mentor, fit = request[order], mentor[order], fit[order]
    step = HIGHEST_FIT * len(requests) + 1
    return Graph(requests, mentors, request, mentor, step * steps[request] + fit, slots, step)
