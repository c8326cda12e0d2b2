"""Ways to solve an instance: ours, and what else there is. Each gives the number of a mentor for each request."""

import importlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np

from mentorship.matching.answering import answer_line
from mentorship.matching.graphs import NOBODY, Whole
from mentorship.matching.solving import solve_graph
from tests.mentorship.matching.cases import Case

Way = Callable[[], Whole]


def ours(case: Case) -> Way:
    """All goals with the proof, from arrays."""
    graph = case.graph()
    return lambda: solve_graph(graph, case.no_pins, "7").match


def ours_from_json(case: Case) -> Way:
    """From a line of JSON to a line of JSON: read, solved, proved and explained."""
    line = json.dumps(case.told())
    numbers = [{name: number for number, name in enumerate(names)} for names in case.names]

    def solve() -> Whole:
        answer = json.loads(json.dumps(answer_line(line)))
        match = np.full(len(case.classes), NOBODY, dtype=np.int64)
        for mentor, request in answer["pairs"]:
            match[numbers[0][request]] = numbers[1][mentor]
        return match

    return solve


def linear_sum_assignment(case: Case) -> Way:
    """Each slot a column of its own, class bonuses in the weights, 0 where a pair is not possible."""
    optimize, graph = importlib.import_module("scipy.optimize"), case.graph()

    def solve() -> Whole:
        weights = np.zeros((len(case.classes), int(case.slots.sum())))
        first = np.cumsum(case.slots) - case.slots
        for slot in range(int(case.slots.max())):
            has = slot < case.slots[graph.mentor]
            weights[graph.request[has], first[graph.mentor[has]] + slot] = graph.weight[has]
        requests, columns = optimize.linear_sum_assignment(weights, maximize=True)
        match, possible = np.full(len(case.classes), NOBODY, dtype=np.int64), weights[requests, columns] > 0
        match[requests[possible]] = np.repeat(np.arange(len(case.slots)), case.slots)[columns[possible]]
        return match

    return solve


def highs(case: Case) -> Way:
    """The linear program of the whole instance, whose corners are whole."""
    return linear_program(case, np.ones(len(case.request), dtype=np.bool_))


def highs_on_few(case: Case) -> Way:
    """The same for the 16 best pairs of each request alone, and nothing brought back: the least of what HiGHS needs."""
    pricing = importlib.import_module("mentorship.matching.pricing")
    return linear_program(case, pricing.best_pairs(case.graph(), pricing.FEW))


def linear_program(case: Case, chosen: Any) -> Way:
    """The linear program of some pairs, by HiGHS as scipy brings it."""
    optimize, sparse = importlib.import_module("scipy.optimize"), importlib.import_module("scipy.sparse")
    graph, count = case.graph().only(chosen), len(case.classes)

    def solve() -> Whole:
        pairs = np.arange(len(graph.request))
        rows, columns = np.concatenate([graph.request, count + graph.mentor]), np.concatenate([pairs, pairs])
        table = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(count + len(case.slots), len(pairs)))
        limits = np.concatenate([np.ones(count), case.slots])
        found = optimize.linprog(-graph.weight, A_ub=table, b_ub=limits, bounds=(0, None), method="highs")
        match, used = np.full(count, NOBODY, dtype=np.int64), found.x > 0.5
        match[graph.request[used]] = graph.mentor[used]
        return match

    return solve


def hospital_resident(case: Case) -> Way:
    """The package `matching`: requests prefer the better fit, mentors the earlier class, then the better fit."""
    games, graph = importlib.import_module("matching.games"), case.graph()
    sys.setrecursionlimit(1_000_000)  # the package copies its players from preference to preference, each in the last
    residents, hospitals = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    requests, mentors = graph.requests, graph.mentors
    for pair in np.lexsort((graph.mentor, -graph.weight)).tolist():
        request, mentor = requests[graph.request[pair]], mentors[graph.mentor[pair]]
        residents[request].append(mentor)
        hospitals[mentor].append(request)

    def solve() -> Whole:
        capacities = {mentors[number]: int(case.slots[number]) for number in np.unique(graph.mentor).tolist()}
        game = games.HospitalResident.create_from_dictionaries(dict(residents), dict(hospitals), capacities)
        match = np.full(len(case.classes), NOBODY, dtype=np.int64)
        for hospital, served in game.solve(optimal="resident").items():
            match[[int(each.name[1:]) for each in served]] = int(hospital.name[1:])
        return match

    return solve


WAYS: dict[str, Callable[[Case], Way]] = {
    "ours, from arrays": ours,
    "ours, from JSON to JSON": ours_from_json,
    "`linear_sum_assignment`, slots replicated": linear_sum_assignment,
    "HiGHS, linear program": highs,
    "HiGHS, the 16 best pairs alone": highs_on_few,
    "`matching`, hospital-resident": hospital_resident,
}
