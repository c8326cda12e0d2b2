"""A matching instance: who could mentor whom, how well, and what is fixed. Read strictly. Pure.

The order of rows never matters: mentors and requests are sorted by their names as they are read, pairs with the arrays
(`graphs.py`).
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

Pair = tuple[str, str]
SURROGATE = re.compile("[\ud800-\udfff]")  # half a sign: JSON can hold it, no text can be written with it
HIGHEST_FIT, MOST_CLASSES, MOST_SLOTS = 1000, 20, 1_000_000


class BadInstance(ValueError):
    """The instance contradicts itself or cannot be read; the message is a sentence for a person."""


@dataclass(frozen=True)
class Instance:
    """Mentors with how many districts they take, requests with their class, the possible pairs with their fit.

    Class 0 is served before class 1, and so on. A pair without a fit, or a forbidden one, is not possible. `pinned`
    pairs are part of every answer.
    """

    seed: str
    capacity: Mapping[str, int]
    classes: Mapping[str, int]
    fit: Mapping[Pair, int]
    pinned: Mapping[str, str]

    @property
    def depth(self) -> int:
        """How many classes there are."""
        return max(self.classes.values(), default=-1) + 1


def read_instance(told: Any) -> Instance:
    """An instance from the JSON of `manage.py match`; BadInstance with the first thing that is wrong."""
    if not isinstance(told, dict):
        raise BadInstance("An instance is one JSON object.")
    capacity = _numbers(told, "mentors", "capacity", MOST_SLOTS)
    classes = _numbers(told, "requests", "class", MOST_CLASSES - 1)
    forbidden = set(_pairs(told, "forbidden", capacity, classes))
    fit = _fit(told, capacity, classes)
    pinned = _pinned(_pairs(told, "pinned", capacity, classes), capacity, fit, forbidden)
    for pair in forbidden:
        fit.pop(pair, None)
    return Instance(_seed(told), capacity, classes, fit, pinned)


def _seed(told: Mapping[str, Any]) -> str:
    seed = told.get("seed", "")
    if isinstance(seed, bool) or not isinstance(seed, int | str) or SURROGATE.search(str(seed)):
        raise BadInstance("The seed is a number or a word.")
    return str(seed)


def _rows(told: Mapping[str, Any], name: str, *, needed: bool = True) -> list[Any]:
    rows = told.get(name, None if needed else [])
    if not isinstance(rows, list):
        raise BadInstance(f"“{name}” is a list.")
    return rows


def _numbers(told: Mapping[str, Any], name: str, of: str, most: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in _rows(told, name):
        known = row.get("id") if isinstance(row, dict) else None
        if not isinstance(known, str) or not known or SURROGATE.search(known):
            raise BadInstance(f"Each of “{name}” is an object with an “id”, a word.")
        if known in found:
            raise BadInstance(f"“{known}” stands twice in “{name}”.")
        number = row.get(of)
        if not _is_whole(number, most):
            raise BadInstance(f"The {of} of “{known}” is a whole number from 0 to {most}.")
        found[known] = number
    return dict(sorted(found.items()))


def _is_whole(number: Any, most: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= most


def _pair(row: Any, name: str, length: int, capacity: Collection[str], classes: Collection[str]) -> Pair:
    if not isinstance(row, list) or len(row) != length:
        raise BadInstance(f"Each of “{name}” is a list of {length}: a mentor, a request{', a score' * (length == 3)}.")
    mentor, request = row[:2]
    if not isinstance(mentor, str) or mentor not in capacity:
        raise BadInstance(f"“{name}” names the mentor {mentor!r}, who is none.")
    if not isinstance(request, str) or request not in classes:
        raise BadInstance(f"“{name}” names the request {request!r}, which is none.")
    return mentor, request


def _pairs(told: Mapping[str, Any], name: str, capacity: Collection[str], classes: Collection[str]) -> list[Pair]:
    return [_pair(row, name, 2, capacity, classes) for row in _rows(told, name, needed=False)]


def _fit(told: Mapping[str, Any], capacity: Collection[str], classes: Collection[str]) -> dict[Pair, int]:
    fit: dict[Pair, int] = {}
    for row in _rows(told, "fit"):
        pair = _pair(row, "fit", 3, capacity, classes)
        if not _is_whole(row[2], HIGHEST_FIT):
            raise BadInstance(f"The score of {pair[0]} and {pair[1]} is a whole number from 0 to {HIGHEST_FIT}.")
        if pair in fit:
            raise BadInstance(f"{pair[0]} and {pair[1]} stand twice in “fit”.")
        fit[pair] = row[2]
    return fit


def _pinned(
    pairs: list[Pair], capacity: Mapping[str, int], fit: Mapping[Pair, int], forbidden: Collection[Pair]
) -> dict[str, str]:
    pinned: dict[str, str] = {}
    for mentor, request in pairs:
        if (mentor, request) in forbidden:
            raise BadInstance(f"{mentor} and {request} are pinned and forbidden.")
        if (mentor, request) not in fit:
            raise BadInstance(f"{mentor} and {request} are pinned, but have no fit: the pair is not possible.")
        if pinned.get(request, mentor) != mentor:
            raise BadInstance(f"{request} is pinned to {pinned[request]} and to {mentor}.")
        pinned[request] = mentor
    for mentor, load in sorted(Counter(pinned.values()).items()):
        if load > capacity[mentor]:
            raise BadInstance(f"{mentor} has {capacity[mentor]} slots, but {load} pinned pairs.")
    return dict(sorted(pinned.items()))
