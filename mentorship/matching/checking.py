"""A separate small program that checks an answer of `manage.py match` against its instance, without the solver.

    python -m mentorship.matching.checking INSTANCES ANSWERS

It trusts nothing but whole numbers: that the pairs are allowed, that the figures are theirs, and that the prices of the
certificate reach every possible pair while they add up to no more than the answer. By the duality of linear programs
no matching is then better. Prints a line for each fault and ends with 1, or says that all is proved.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Pair = tuple[str, str]


def check(instance: Mapping[str, Any], answer: Mapping[str, Any]) -> list[str]:
    """What is wrong with an answer, in sentences; nothing where it is allowed and no other is better."""
    capacity = {row["id"]: row["capacity"] for row in instance["mentors"]}
    classes = {row["id"]: row["class"] for row in instance["requests"]}
    forbidden = {tuple(row) for row in instance.get("forbidden", [])}
    fit = {(m, r): score for m, r, score in instance["fit"] if (m, r) not in forbidden}
    pinned = {r: m for m, r in instance.get("pinned", [])}
    pairs = [(m, r) for m, r in answer["pairs"]]
    faults = allowed(pairs, capacity, fit, pinned)
    if faults:
        return faults
    load = Counter(m for m, _ in pairs)
    faults += figures(answer, pairs, classes, fit, load)
    weights = weigh(fit, classes, pinned)
    slots = dict(capacity)
    for mentor in pinned.values():
        slots[mentor] -= 1
    free = [pair for pair in pairs if pair[1] not in pinned]
    total, proof = sum(weights[pair] for pair in free), answer["certificate"]
    faults += proves(proof, weights, slots, total, "The prices")
    return faults + bounds(proof, weights, slots, total, pinned, max(load.values(), default=0))


def allowed(pairs: list[Pair], capacity: Mapping[str, int], fit: Mapping[Pair, int], pinned: Mapping[str, str]) -> list:
    """Faults of the pairs themselves."""
    faults = [f"{m} and {r} are no possible pair." for m, r in pairs if (m, r) not in fit]
    times, load = Counter(r for _, r in pairs), Counter(m for m, _ in pairs)
    faults += [f"{r} is served {count} times." for r, count in times.items() if count > 1]
    faults += [
        f"{m} has {count} pairs and {capacity.get(m, 0)} slots."
        for m, count in load.items()
        if count > capacity.get(m, 0)
    ]
    return faults + [f"{m} and {r} are pinned, but not there." for r, m in pinned.items() if (m, r) not in set(pairs)]


def figures(
    answer: Mapping[str, Any], pairs: list[Pair], classes: Mapping[str, int], fit: Mapping[Pair, int], load: Counter
) -> list[str]:
    """Faults of the figures that are told of the pairs."""
    served = [0] * (max(classes.values(), default=-1) + 1)
    for _, request in pairs:
        served[classes[request]] += 1
    true = {
        "served": served,
        "fit": sum(fit[pair] for pair in pairs),
        "largest_load": max(load.values(), default=0),
        "optimal": True,
    }
    faults = [
        f"“{name}” is {answer[name]}, but should be {value}." for name, value in true.items() if answer[name] != value
    ]
    left = sorted(set(classes) - {request for _, request in pairs})
    told = sorted(each["request"] for each in answer["unserved"])
    return faults if told == left else [*faults, f"Unserved are {left}, but {told} are told."]


def weigh(fit: Mapping[Pair, int], classes: Mapping[str, int], pinned: Mapping[str, str]) -> dict[Pair, int]:
    """The published weights: a step for each class, larger than all fits together, and the fit."""
    step = 1000 * (len(classes) - len(pinned)) + 1
    depth = max(classes.values(), default=-1) + 1
    return {(m, r): step * (depth - classes[r]) + score for (m, r), score in fit.items() if r not in pinned}


def proves(
    proof: Mapping[str, Any], weights: Mapping[Pair, int], slots: Mapping[str, int], total: int, name: str
) -> list[str]:
    """Faults of prices that should show that no matching within these slots weighs more than `total`."""
    request, mentor = proof["requests"], proof["mentors"]
    if any(type(price) is not int or price < 0 for price in (*request.values(), *mentor.values())):
        return [f"{name}: one is negative or not whole."]
    if not mentor.keys() <= slots.keys():
        return [f"{name}: one is of no mentor."]
    for (m, r), weight in weights.items():
        if request.get(r, 0) + mentor.get(m, 0) < weight:
            return [f"{name} do not reach {m} and {r}."]
    worth = sum(request.values()) + sum(price * max(slots[m], 0) for m, price in mentor.items())
    return [] if worth <= total else [f"{name} allow {worth}, the answer has {total}."]


def bounds(
    proof: Mapping[str, Any],
    weights: Mapping[Pair, int],
    slots: Mapping[str, int],
    total: int,
    pinned: Mapping[str, str],
    load: int,
) -> list[str]:
    """Faults of the proof that no answer as good has a smaller largest load."""
    pins = Counter(pinned.values())
    if load <= max(pins.values(), default=0):
        return []
    bound = proof["load"]
    if bound is None:
        return ["Nothing shows that the largest load is the smallest."]
    fewer = {mentor: min(count, load - 1 - pins[mentor]) for mentor, count in slots.items()}
    return proves(bound, weights, fewer, total - 1, "The prices of the load")


def lines(path: str) -> list[Any]:
    """The JSON of each line of a file."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def main(paths: Iterable[str]) -> int:
    """Check a file of answers against a file of instances, line by line."""
    instances, answers = (lines(path) for path in paths)
    wrong = 0
    for number, (instance, answer) in enumerate(zip(instances, answers, strict=True), start=1):
        faults = [f"refused: {answer['error']}"] if "error" in answer else check(instance, answer)
        wrong += bool(faults)
        sys.stdout.writelines(f"{number}: {fault}\n" for fault in faults)
    sys.stdout.write(f"{len(answers) - wrong} of {len(answers)} answers are proved best.\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:3]))
