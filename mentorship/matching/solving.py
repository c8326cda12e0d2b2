"""The best matching of an instance, exactly, with the prices that prove it. Pure: the same instance, the same answer.

One heaviest matching is found with its prices; every further question is asked of the pairs that any heaviest matching
can use (those whose weight the prices just reach).
"""

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from mentorship.matching.graphs import Graph, Prices, Whole, graph_of, pins_of
from mentorship.matching.instance import Instance, Pair
from mentorship.matching.pricing import FEW, keeps, priced, short

SEED_BITS = 30


@dataclass(frozen=True)
class Solution:
    """A matching of the free requests, as the number of a mentor for each or NOBODY, and the prices that prove it.

    `tight` holds the pairs that a heaviest matching can use, `numbers` their seeded numbers, `pins` the pinned pairs of
    each mentor.
    """

    graph: Graph
    tight: Graph
    numbers: Whole
    pins: Whole
    match: Whole
    prices: Prices
    largest_load: int
    bound: Prices | None


def solve(instance: Instance) -> Solution:
    """The matching that is best by the order of goals: served, class by class; fit; largest load; the seed."""
    return solve_graph(graph_of(instance), pins_of(instance), instance.seed)


def solve_graph(graph: Graph, pins: Whole, seed: str, few: int = FEW) -> Solution:
    """The same for the free part of an instance in arrays; `pins` says how many pinned pairs each mentor has beside."""
    prices = priced(graph, few)
    tight = graph.only(short(graph, prices) == 0)
    numbers = numbers_of(tight, seed)
    match, load = settled(tight, prices, pins, numbers)
    return Solution(graph, tight, numbers, pins, match, prices, load, bound_of(graph, prices, pins, load, few))


def settled(tight: Graph, prices: Prices, pins: Whole, numbers: Whole) -> tuple[Whole, int]:
    """Of the heaviest matchings one with the smallest largest load, and of these the one of the smallest seeded sum.

    A matching of the smallest sum within some load is also that within its own.
    """
    match = keeps(tight, prices, numbers)
    if match is None:
        raise RuntimeError("The prices are not those of a matching.")
    full = np.where(prices.mentor > 0, tight.slots + pins, pins)
    low, high = int(full.max(initial=0)), largest_load(match, pins)
    while low < high:
        middle = (low + high) // 2
        found = keeps(tight.capped(middle - pins), prices, numbers)
        if found is None:
            low = middle + 1
        else:
            match, high = found, largest_load(found, pins)
    return match, high


def largest_load(match: Whole, pins: Whole) -> int:
    """The most that a mentor has to do, pinned pairs included."""
    return int((np.bincount(match[match >= 0], minlength=len(pins)) + pins).max(initial=0))


def numbers_of(graph: Graph, seed: str) -> Whole:
    """The seeded number of each pair."""
    pairs = zip(graph.request.tolist(), graph.mentor.tolist(), strict=True)
    numbers = (seeded(seed, (graph.mentors[mentor], graph.requests[request])) for request, mentor in pairs)
    return np.fromiter(numbers, np.int64, len(graph.request))


def seeded(seed: str, pair: Pair) -> int:
    """The published rule of ties: BLAKE2b of seed, mentor and request, as a number of 30 bits."""
    told = "\x1f".join((seed, *pair)).encode()
    return int.from_bytes(blake2b(told, digest_size=4).digest()) >> (32 - SEED_BITS)


def bound_of(graph: Graph, prices: Prices, pins: Whole, load: int, few: int) -> Prices | None:
    """Prices that show that no heaviest matching has a smaller largest load; None where pinned pairs alone show it.

    The prices of the matching show it themselves where a slot that would go has a price.
    """
    if load <= int(pins.max(initial=0)):
        return None
    fewer = graph.capped(load - 1 - pins)
    return prices if (prices.mentor * (graph.slots - fewer.slots)).any() else priced(fewer, few)
