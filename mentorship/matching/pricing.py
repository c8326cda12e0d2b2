"""The prices of a heaviest matching: found on each request's best pairs, held against all pairs. Pure.

Pairs that are left out at first come back where the prices do not reach their weight, until they reach every pair. So
they prove that the matching is a heaviest one of the whole graph.
"""

from dataclasses import replace

import numpy as np

from mentorship.matching.flows import flow
from mentorship.matching.graphs import NOBODY, Chosen, Graph, Prices, Whole

FEW = 16


def priced(graph: Graph, few: int = FEW) -> Prices:
    """The smallest prices of slots that prove a heaviest matching, begun with the `few` best pairs of each request."""
    kept = best_pairs(graph, few)
    while True:
        part = graph.only(kept)
        prices = prices_of(part, heaviest(part))
        better = missed(graph, prices)
        if not better.any():
            return prices
        kept |= better


def missed(graph: Graph, prices: Prices) -> Chosen:
    """Which pairs could make the matching heavier: the prices do not reach their weight."""
    return np.asarray(short(graph, prices) > 0)


def best_pairs(graph: Graph, few: int) -> Chosen:
    """The heaviest pairs of each request, no more than `few`."""
    order = np.lexsort((-graph.weight, graph.request))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - np.searchsorted(graph.request, graph.request)
    return rank < few


def short(graph: Graph, prices: Prices) -> Whole:
    """By how much the prices miss the weight of each pair; not above 0 where they reach it. Shape: (pairs,)."""
    return np.asarray(graph.weight - prices.request[graph.request] - prices.mentor[graph.mentor])


def heaviest(graph: Graph) -> Whole:
    """A heaviest matching: whom to serve by the steps of the bonuses alone, then among all such the best total fit."""
    nobody = np.zeros(len(graph.requests), dtype=np.bool_), np.zeros(len(graph.mentors), dtype=np.bool_)
    steps = replace(graph, weight=graph.weight // graph.step)
    match = flow(steps, -steps.weight, *nobody)
    assert match is not None
    prices = prices_of(steps, match)
    tight = graph.only(short(steps, prices) == 0)
    served = keeps(tight, prices, -(tight.weight % graph.step))
    assert served is not None
    return served


def keeps(tight: Graph, prices: Prices, cost: Whole) -> Whole | None:
    """A heaviest matching of least cost within the slots of the graph, whose pairs the prices just reach; None without.

    Such is every matching that serves each request and fills each slot that has a price.
    """
    return flow(tight, cost, prices.request > 0, prices.mentor > 0)


def worth(graph: Graph, match: Whole) -> Whole:
    """The weight of the pair of each request in a matching, 0 where it has none. Shape: (requests,)."""
    found = np.zeros(len(graph.requests), dtype=np.int64)
    chosen = match[graph.request] == graph.mentor
    found[graph.request[chosen]] = graph.weight[chosen]
    return found


def prices_of(graph: Graph, match: Whole) -> Prices:
    """The smallest prices of slots that prove a heaviest matching; a slot's price is what one more of it would add.

    A slot more is worth the best of: nothing; a request that comes to it, less what that request is worth now. Prices
    only rise, so after the first round only the pairs of requests are asked whose mentor's price rose.
    """
    request = worth(graph, match)
    slot = np.zeros(len(graph.mentors), dtype=np.int64)
    total, matched, asked = request.sum(), np.flatnonzero(match != NOBODY), np.arange(len(graph.request))
    for _ in range(len(graph.mentors) + 1):
        before = slot.copy()
        np.maximum.at(slot, graph.mentor[asked], graph.weight[asked] - request[graph.request[asked]])
        moved = matched[slot[match[matched]] > before[match[matched]]]
        if not len(moved):
            break
        request[moved] -= (slot - before)[match[moved]]
        asked = graph.pairs_of(moved)
    prices = Prices(request, slot)
    if missed(graph, prices).any() or request.min(initial=0) < 0 or request.sum() + (slot * graph.slots).sum() != total:
        raise RuntimeError("The matching is not a heaviest one.")
    return prices
