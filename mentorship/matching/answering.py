"""From a line of JSON to a line of JSON, as `manage.py match` promises. Pure."""

import json
from typing import Any

from mentorship.matching.explaining import Unserved, explain
from mentorship.matching.graphs import Graph, Prices
from mentorship.matching.instance import BadInstance, Instance, read_instance
from mentorship.matching.solving import Solution, solve


def answer_line(line: str) -> dict[str, Any]:
    """The answer to an instance; an `error` where it cannot be read or contradicts itself."""
    try:
        instance = read_instance(json.loads(line))
    except json.JSONDecodeError as fault:
        return {"error": f"This line is not JSON: {fault.msg}, at sign {fault.pos}."}
    except BadInstance as fault:
        return {"error": str(fault)}
    except RecursionError:
        return {"error": "This line is nested too deeply."}
    except ValueError:
        return {"error": "This line holds a number with too many digits."}
    return answer(instance)


def answer(instance: Instance) -> dict[str, Any]:
    """The best matching with its figures, its proof, and what is to say to those without a mentor."""
    solution = solve(instance)
    graph = solution.graph
    matched = {graph.requests[number]: graph.mentors[of] for number, of in enumerate(solution.match) if of >= 0}
    pairs = sorted((mentor, request) for request, mentor in {**instance.pinned, **matched}.items())
    served = [0] * instance.depth
    for _, request in pairs:
        served[instance.classes[request]] += 1
    return {
        "pairs": [list(pair) for pair in pairs],
        "served": served,
        "fit": sum(instance.fit[pair] for pair in pairs),
        "largest_load": solution.largest_load,
        "optimal": True,
        "certificate": certificate(solution),
        "unserved": [told(each) for each in explain(solution)],
    }


def certificate(solution: Solution) -> dict[str, Any]:
    """The prices, without those that are nothing, and the prices that bound the load."""
    bound = solution.bound
    return {**named(solution.graph, solution.prices), "load": named(solution.graph, bound) if bound else None}


def named(graph: Graph, prices: Prices) -> dict[str, dict[str, int]]:
    """Prices by the names of requests and mentors."""
    return {
        "requests": {name: int(price) for name, price in zip(graph.requests, prices.request, strict=True) if price},
        "mentors": {name: int(price) for name, price in zip(graph.mentors, prices.mentor, strict=True) if price},
    }


def told(unserved: Unserved) -> dict[str, Any]:
    """Why a request has no mentor, and whose one more slot would serve it."""
    change = {"mentor": unserved.mentor, "slots": 1} if unserved.mentor else None
    return {"request": unserved.request, "reason": unserved.reason, "change": change}
