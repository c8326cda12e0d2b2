"""Matchings by minimum-cost flow (OR-tools). Pure.

No cost here grows with the instance: classes are at most 20 steps, fits at most 1000, seeded numbers 30 bits. So the
solver's own scaling of costs stays far from the largest 64-bit number; were it ever to come near, it would say so, and
there would be no answer rather than a wrong one.
"""

import numpy as np
from ortools.graph.python import min_cost_flow

from mentorship.matching.graphs import NOBODY, Chosen, Graph, Whole


def flow(graph: Graph, cost: Whole, serve: Chosen, fill: Chosen) -> Whole | None:
    """The mentor of each request in a matching of least cost that serves and fills whom it must; None without one.

    A request that need not be served may stay without a mentor at no cost. Shapes: (pairs,), (requests,), (mentors,).
    """
    count, hosts, slots = len(graph.requests), len(graph.mentors), np.maximum(graph.slots, 0)
    sink, left = count + hosts, count - int(slots[fill].sum())
    if left < 0:
        return None
    solver = min_cost_flow.SimpleMinCostFlow()
    ones = np.ones(len(graph.request), dtype=np.int64)
    arcs = solver.add_arcs_with_capacity_and_unit_cost(graph.request, count + graph.mentor, ones, cost)
    for nodes, capacity in (
        (np.flatnonzero(~serve), np.ones(count, dtype=np.int64)[~serve]),
        (count + np.flatnonzero(~fill), slots[~fill]),
    ):
        solver.add_arcs_with_capacity_and_unit_cost(nodes, np.full_like(nodes, sink), capacity, np.zeros_like(nodes))
    solver.set_nodes_supplies(np.arange(sink + 1), np.concatenate([np.ones(count), -(slots * fill), [-left]]))
    status = solver.solve()
    if status == solver.INFEASIBLE:
        return None
    if status != solver.OPTIMAL:
        raise RuntimeError(f"The solver ended with {status}.")
    match, used = np.full(count, NOBODY, dtype=np.int64), solver.flows(arcs) > 0
    match[graph.request[used]] = graph.mentor[used]
    return match
