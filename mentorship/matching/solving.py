"""The best matching of an instance, exactly, with the prices that prove it. Pure: the same instance, the same answer.

One heaviest matching is found by minimum-cost flow; every further question is asked of the pairs that any heaviest
matching can use (those whose weight the prices reach). Weights: `Instance.weights`.
"""

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from mentorship.matching.instance import Instance, Pair

Whole = NDArray[np.int64]
SEED_BITS = 30
NOBODY = -1


@dataclass(frozen=True)
class Graph:
    """The free part of an instance in arrays: for each possible pair its request, mentor and weight; slots by mentor.

    Requests and mentors are numbered by name. Shapes: (pairs,) and (mentors,).
    """

    requests: list[str]
    mentors: list[str]
    request: Whole
    mentor: Whole
    weight: Whole
    slots: Whole

    def only(self, chosen: NDArray[np.bool_]) -> "Graph":
        """The same with these pairs alone."""
        picked = self.request[chosen], self.mentor[chosen], self.weight[chosen]
        return Graph(self.requests, self.mentors, *picked, self.slots)

    def capped(self, most: Whole) -> "Graph":
        """The same with no more slots than these."""
        return Graph(self.requests, self.mentors, self.request, self.mentor, self.weight, np.minimum(self.slots, most))


@dataclass(frozen=True)
class Prices:
    """What a place is worth: for each request and each mentor's slot a whole number, never negative.

    Together they reach the weight of every possible pair, and add up to the weight of the matching: so none is heavier.
    """

    request: Whole
    mentor: Whole


@dataclass(frozen=True)
class Solution:
    """A matching of the free requests, as the number of a mentor for each or NOBODY, and the prices that prove it."""

    graph: Graph
    match: Whole
    prices: Prices
    largest_load: int
    bound: Prices | None


def graph_of(instance: Instance) -> Graph:
    """The arrays of an instance. A mentor that no possible pair names is there too, with its slots."""
    weights = instance.weights()
    requests, mentors = instance.free(), list(instance.capacity)
    at, of = {name: number for number, name in enumerate(requests)}, {name: i for i, name in enumerate(mentors)}
    left = instance.left()
    return Graph(
        requests,
        mentors,
        np.array([at[request] for _, request in weights], dtype=np.int64),
        np.array([of[mentor] for mentor, _ in weights], dtype=np.int64),
        np.array(list(weights.values()), dtype=np.int64),
        np.array([left[mentor] for mentor in mentors], dtype=np.int64),
    )


def solve(instance: Instance) -> Solution:
    """The matching that is best by the order of goals: served, class by class; fit; largest load; the seed."""
    graph = graph_of(instance)
    pins = np.zeros(len(graph.mentors), dtype=np.int64)
    for mentor in instance.pinned.values():
        pins[graph.mentors.index(mentor)] += 1
    match = heaviest(graph)
    prices = prices_of(graph, match)
    tight = graph.only(reached(graph, prices))
    load = smallest_load(tight, prices, pins, match)
    final = by_seed(tight.capped(load - pins), prices, instance.seed)
    return Solution(graph, final, prices, load, bound_of(graph, pins, load))


def heaviest(graph: Graph) -> Whole:
    """A heaviest matching, by minimum-cost flow."""
    return flow(graph, -graph.weight)


def flow(graph: Graph, cost: Whole, serve: Whole | None = None, fill: Whole | None = None) -> Whole:
    """The mentor of each request in a flow of least cost; `serve` and `fill` are prizes for requests and for slots.

    A request may stay without a mentor at no cost.
    """
    count, hosts = len(graph.requests), len(graph.mentors)
    match = np.full(count, NOBODY, dtype=np.int64)
    if not len(graph.request):
        return match
    solver = min_cost_flow.SimpleMinCostFlow()
    source, sink = count + hosts, count + hosts + 1
    everyone, slots = np.arange(count), np.arange(hosts)
    ones, none = np.ones(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    solver.add_arcs_with_capacity_and_unit_cost(
        np.full(count, source), everyone, ones, none if serve is None else -serve
    )
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        graph.request, count + graph.mentor, np.ones(len(graph.request), dtype=np.int64), cost
    )
    prize = np.zeros(hosts, dtype=np.int64) if fill is None else -fill
    solver.add_arcs_with_capacity_and_unit_cost(count + slots, np.full(hosts, sink), np.maximum(graph.slots, 0), prize)
    solver.add_arcs_with_capacity_and_unit_cost([source], [sink], [count], [0])
    solver.set_nodes_supplies([source, sink], [count, -count])
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"The solver ended with {status}.")
    used = solver.flows(arcs) > 0
    match[graph.request[used]] = graph.mentor[used]
    return match


def worth(graph: Graph, match: Whole) -> Whole:
    """The weight of the pair of each request in a matching, 0 where it has none. Shape: (requests,)."""
    found = np.zeros(len(graph.requests), dtype=np.int64)
    chosen = match[graph.request] == graph.mentor
    found[graph.request[chosen]] = graph.weight[chosen]
    return found


def prices_of(graph: Graph, match: Whole) -> Prices:
    """The smallest prices of slots that prove a heaviest matching; a slot's price is what one more of it would add.

    A slot more is worth the best of: nothing; a request that comes to it, less what that request is worth now.
    """
    value, matched = worth(graph, match), match >= 0
    slot = np.zeros(len(graph.mentors), dtype=np.int64)
    if not len(slot):
        return Prices(np.zeros_like(value), slot)
    for _ in range(len(graph.mentors) + 1):
        request = np.where(matched, value - slot[match], 0)
        offered = np.zeros_like(slot)
        np.maximum.at(offered, graph.mentor, graph.weight - request[graph.request])
        offered = np.maximum(offered, 0)
        if np.array_equal(offered, slot):
            return Prices(request, slot)
        slot = offered
    raise RuntimeError("The matching is not a heaviest one.")


def reached(graph: Graph, prices: Prices) -> NDArray[np.bool_]:
    """Which pairs a heaviest matching can use: those whose weight the prices just reach."""
    return np.asarray(prices.request[graph.request] + prices.mentor[graph.mentor] == graph.weight)


def keeps(graph: Graph, prices: Prices, cost: Whole, prize: int) -> Whole | None:
    """A heaviest matching within the slots of the graph, of least cost; None where there is none.

    It serves each request and fills each slot that has a price.
    """
    must_serve, must_fill = prices.request > 0, prices.mentor > 0
    match = flow(graph, cost, prize * must_serve, prize * must_fill)
    load = np.bincount(match[match >= 0], minlength=len(graph.mentors))
    return match if (match[must_serve] >= 0).all() and (load >= graph.slots)[must_fill].all() else None


def smallest_load(tight: Graph, prices: Prices, pins: Whole, match: Whole) -> int:
    """The smallest largest load that a heaviest matching can have, pinned pairs included."""
    load = np.bincount(match[match >= 0], minlength=len(tight.mentors)) + pins
    full = np.where(prices.mentor > 0, tight.slots + pins, pins)
    low, high = int(full.max(initial=0)), int(load.max(initial=0))
    none = np.zeros(len(tight.request), dtype=np.int64)
    while low < high:
        middle = (low + high) // 2
        if keeps(tight.capped(middle - pins), prices, none, 1) is not None:
            high = middle
        else:
            low = middle + 1
    return low


def by_seed(tight: Graph, prices: Prices, seed: str) -> Whole:
    """Among equally good matchings the one whose pairs have the smallest sum of seeded numbers."""
    numbers = np.array(
        [seeded(seed, (tight.mentors[m], tight.requests[r])) for r, m in zip(tight.request, tight.mentor, strict=True)],
        dtype=np.int64,
    )
    match = keeps(tight, prices, numbers, (len(tight.requests) + 1) << SEED_BITS)
    if match is None:
        raise RuntimeError("No heaviest matching within the load.")
    return match


def seeded(seed: str, pair: Pair) -> int:
    """The published rule of ties: BLAKE2b of seed, mentor and request, as a number of 30 bits."""
    told = "\x1f".join((seed, *pair)).encode()
    return int.from_bytes(blake2b(told, digest_size=4).digest()) >> (32 - SEED_BITS)


def bound_of(graph: Graph, pins: Whole, load: int) -> Prices | None:
    """Prices that show that no heaviest matching has a smaller largest load; None where pinned pairs alone show it."""
    if load <= int(pins.max(initial=0)):
        return None
    capped = graph.capped(np.maximum(load - 1 - pins, 0))
    return prices_of(capped, heaviest(capped))
