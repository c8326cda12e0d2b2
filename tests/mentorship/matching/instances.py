"""A sample instance, random ones, and the best answer to small ones by trying all loads."""

import json
from random import Random
from typing import Any

from mentorship.matching.answering import answer
from mentorship.matching.instance import Instance, read_instance

Best = tuple[list[int], int, int]
SAMPLE: dict[str, Any] = {
    "seed": 7,
    "mentors": [{"id": "corinth", "capacity": 1}, {"id": "clinton", "capacity": 2}],
    "requests": [{"id": "amite", "class": 0}, {"id": "holmes", "class": 0}, {"id": "lee", "class": 1}],
    "fit": [["corinth", "amite", 400], ["clinton", "amite", 900], ["corinth", "lee", 1000], ["clinton", "lee", 1000]],
}


def solved(told: dict[str, Any]) -> dict[str, Any]:
    """As the command prints it."""
    found: dict[str, Any] = json.loads(json.dumps(answer(read_instance(told))))
    return found


def made(random: Random, mentors: int, requests: int) -> dict[str, Any]:
    """An instance as JSON holds it, with many ties, few slots, some pairs forbidden, some pinned within the slots."""
    top, share = random.choice((0, 2, 10, 1000)), random.choice((0.2, 0.5, 0.9))
    capacity = {f"m{number}": random.randint(0, 3) for number in range(mentors)}
    classes = {f"r{number}": random.randint(0, 3) for number in range(requests)}
    fit = [[m, r, random.randint(0, top)] for m in capacity for r in classes if random.random() < share]
    forbidden = [row[:2] for row in fit if random.random() < 0.05]
    return {
        "seed": random.randint(0, 9),
        "mentors": [{"id": name, "capacity": slots} for name, slots in capacity.items()],
        "requests": [{"id": name, "class": of} for name, of in classes.items()],
        "fit": fit,
        "forbidden": forbidden,
        "pinned": pins(random, fit, forbidden, capacity),
    }


def pins(random: Random, fit: list[Any], forbidden: list[Any], capacity: dict[str, int]) -> list[Any]:
    """A few pairs that can all be there at once."""
    left, chosen = dict(capacity), dict[str, str]()
    for mentor, request, _ in fit:
        if random.random() < 0.05 and [mentor, request] not in forbidden and left[mentor] and request not in chosen:
            left[mentor] -= 1
            chosen[request] = mentor
    return [[mentor, request] for request, mentor in chosen.items()]


def tried(instance: Instance) -> Best:
    """The best of all answers: who is served by class, the total fit, the largest load (smallest wins)."""
    mentors = list(instance.capacity)
    states: dict[tuple[int, ...], tuple[list[int], int]] = {(0,) * len(mentors): ([0] * instance.depth, 0)}
    for request, of in instance.classes.items():
        following: dict[tuple[int, ...], tuple[list[int], int]] = {}
        for loads, (served, fit) in states.items():
            if request not in instance.pinned:
                keep(following, loads, (served, fit))
            for at, mentor in enumerate(mentors):
                is_possible = (mentor, request) in instance.fit and instance.pinned.get(request, mentor) == mentor
                if is_possible and loads[at] < instance.capacity[mentor]:
                    more = [*served[:of], served[of] + 1, *served[of + 1 :]]
                    after = (*loads[:at], loads[at] + 1, *loads[at + 1 :])
                    keep(following, after, (more, fit + instance.fit[(mentor, request)]))
        states = following
    served, fit, least = max((*found, -max(loads, default=0)) for loads, found in states.items())
    return served, fit, -least


def keep(states: dict[Any, Any], loads: tuple[int, ...], found: tuple[list[int], int]) -> None:
    """The better of two ways to the same loads."""
    states[loads] = max(states.get(loads, found), found)
