"""Balanced assignment of reviewers to subjects. Pure, exact, the same for the same seed.

Which loads are possible is a base polyhedron (each subject asks for a fixed number of different reviewers), so loads
that cannot be evened out along any chain of swaps have the smallest largest load and the smallest sum of squares
(Harvey, Ladner, Lovász, Tamir 2006 for semi-matchings; Frank and Murota 2022). The tests hold it against brute force.
"""

import random
from collections import deque
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Proposal:
    """Who would review what, besides what is pinned; and for which subjects how many reviewers are lacking."""

    added: dict[Any, tuple[Any, ...]]
    lacking: dict[Any, int]


def propose(
    needs: Mapping[Hashable, int],
    reviewers: Collection[Hashable],
    forbidden: Collection[tuple[Any, Any]] = (),
    pinned: Collection[tuple[Any, Any]] = (),
    seed: int = 0,
) -> Proposal:
    """Give each subject as many reviewers as it needs in all, pinned ones counted, with loads as even as can be.

    `forbidden` and `pinned` are pairs of subject and reviewer.
    """
    loads, order = dict.fromkeys(reviewers, 0), _shuffled(reviewers, seed)
    shut, taken = set(forbidden) | set(pinned), dict.fromkeys(needs, 0)
    for subject, reviewer in pinned:
        taken[subject] = taken.get(subject, 0) + 1
        if reviewer in loads:
            loads[reviewer] += 1
    free = {subject: {each for each in order if (subject, each) not in shut} for subject in needs}
    wanted = {subject: max(0, number - taken[subject]) for subject, number in needs.items()}
    lacking = {subject: wanted[subject] - len(free[subject]) for subject in needs}
    chosen = _fill(wanted, free, order, loads)
    while _even_out(chosen, free, order, loads):
        pass
    added = {subject: tuple(each for each in order if each in chosen[subject]) for subject in needs}
    return Proposal(added, {subject: number for subject, number in lacking.items() if number > 0})


def _shuffled(reviewers: Collection[Any], seed: int) -> list[Any]:
    order = sorted(reviewers, key=repr)
    random.Random(seed).shuffle(order)  # noqa: S311 - fairness between equals, not a secret
    return order


def _fill(wanted: dict, free: dict, order: list, loads: dict) -> dict[Any, set]:
    """A first answer: those with the fewest choices first, the least loaded reviewers to each."""
    chosen: dict[Any, set] = {}
    for subject in sorted(wanted, key=lambda each: (len(free[each]), repr(each))):
        least = sorted((each for each in order if each in free[subject]), key=lambda each: loads[each])
        chosen[subject] = set(least[: wanted[subject]])
        for reviewer in chosen[subject]:
            loads[reviewer] += 1
    return chosen


def _even_out(chosen: dict, free: dict, order: list, loads: dict) -> bool:
    """Take one review from a reviewer and, along a chain of swaps, give one to another with at least two fewer."""
    for start in sorted(order, key=lambda each: -loads[each]):
        came = _reach(start, chosen, free, order, loads)
        end = next((each for each in came if loads[each] <= loads[start] - 2), None)
        if end is None:
            continue
        loads[start] -= 1
        loads[end] += 1
        while end != start:
            before, subject = came[end]
            chosen[subject].remove(before)
            chosen[subject].add(end)
            end = before
        return True
    return False


def _reach(start: Any, chosen: dict, free: dict, order: list, loads: dict) -> dict[Any, tuple[Any, Any]]:
    """Who can take a review off whom, from `start` on: each with the one before and the subject, nearest first."""
    came: dict[Any, tuple[Any, Any]] = {start: (start, None)}
    line = deque([start])
    while line:
        here = line.popleft()
        for subject, those in chosen.items():
            if here not in those:
                continue
            for other in order:
                if other not in came and other in free[subject] and other not in those:
                    came[other] = (here, subject)
                    if loads[other] <= loads[start] - 2:
                        return came
                    line.append(other)
    return came
