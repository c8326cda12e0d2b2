"""A whole run: from a pool of offers and requests to pairs with reasons, beside the stable way. Pure, and repeatable.

The pool, the weights, the pins and the seed are all that goes in; the same again gives the same.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from mentorship.matching.answering import answer
from mentorship.matching.equity import View, views
from mentorship.matching.fitting import (
    CLASSES,
    MentorFacts,
    Place,
    RequestFacts,
    Ties,
    Weights,
    class_of,
    drive_minutes,
    fit,
    miles_between,
    obstacle,
    parts_of,
)
from mentorship.matching.instance import Instance, Pair, read_instance
from mentorship.matching.stable import match_stably, wishes_of


@dataclass(frozen=True)
class Pool:
    """Who mentors, who asks, and which pairs are not to be; all by LEAID."""

    mentors: tuple[MentorFacts, ...]
    requests: tuple[RequestFacts, ...]
    ties: Ties = field(default_factory=Ties)


@dataclass(frozen=True)
class Setting:
    """What a facilitator decides: the weights, pairs that must be, pairs that must not, and the seed of ties."""

    weights: Weights = field(default_factory=Weights)
    pinned: tuple[Pair, ...] = ()
    forbidden: tuple[Pair, ...] = ()
    seed: str = "1"


@dataclass(frozen=True)
class Possible:
    """All pairs that are possible, with their parts and fit; and why the others are not."""

    parts: Mapping[Pair, Mapping[str, float]]
    fit: Mapping[Pair, int]
    obstacles: Mapping[Pair, str]


def possible_pairs(pool: Pool, weights: Weights) -> Possible:
    """Every mentor with every request."""
    parts: dict[Pair, dict[str, float]] = {}
    obstacles: dict[Pair, str] = {}
    for mentor in pool.mentors:
        for request in pool.requests:
            pair = mentor.place.leaid, request.place.leaid
            if words := obstacle(mentor, request, pool.ties):
                obstacles[pair] = words
            else:
                parts[pair] = parts_of(mentor, request, pool.ties)
    return Possible(parts, {pair: fit(told, weights) for pair, told in parts.items()}, obstacles)


def instance_of(pool: Pool, setting: Setting, possible: Possible) -> dict[str, Any]:
    """The instance as `manage.py match` reads it; BadInstance is raised there where pins contradict it."""
    return {
        "seed": setting.seed,
        "mentors": [{"id": each.place.leaid, "capacity": each.room} for each in pool.mentors],
        "requests": [{"id": each.place.leaid, "class": class_of(each.place)} for each in pool.requests],
        "fit": [[*pair, score] for pair, score in sorted(possible.fit.items())],
        "pinned": [list(pair) for pair in setting.pinned],
        "forbidden": [list(pair) for pair in setting.forbidden],
    }


def run(pool: Pool, setting: Setting) -> dict[str, Any]:
    """The result as it is kept: both matchings with their figures, each pair and each request with its reasons."""
    possible = possible_pairs(pool, setting.weights)
    told = instance_of(pool, setting, possible)
    instance = read_instance(told)
    best = answer(instance)
    matched = {request: mentor for mentor, request in best["pairs"]}
    stable = match_stably(instance, wishes_of(instance, {each.place.leaid: each.wishes for each in pool.requests}))
    return {
        "instance": told,
        "answer": best,
        "pairs": [pair_told(pool, possible, (mentor, request)) for request, mentor in sorted(matched.items())],
        "missed": missed_wishes(pool, possible, setting, matched),
        "unserved": in_line(pool, best["unserved"]),
        "equity": [view_told(each) for each in views(pool.requests, pool.mentors, matched)],
        "stable": {"pairs": sorted([m, r] for r, m in stable.items()), **figures(instance, stable)},
        "best": figures(instance, matched),
    }


def figures(instance: Instance, matched: Mapping[str, str]) -> dict[str, Any]:
    """What a matching gives: served by class and in all, total fit, largest load."""
    served = [0] * len(CLASSES)
    for request in matched:
        served[instance.classes[request]] += 1
    load = [list(matched.values()).count(mentor) for mentor in set(matched.values())]
    fits = [instance.fit[mentor, request] for request, mentor in matched.items()]
    return {"served": served, "all": len(matched), "fit": sum(fits), "largest_load": max(load, default=0)}


def pair_told(pool: Pool, possible: Possible, pair: Pair) -> dict[str, Any]:
    """A pair with its fit, its parts and the way between the two."""
    places = {each.place.leaid: each.place for each in pool.mentors}
    places |= {each.place.leaid: each.place for each in pool.requests}
    miles = miles_between(places[pair[0]], places[pair[1]])
    wishes = next(each.wishes for each in pool.requests if each.place.leaid == pair[1])
    return {
        "mentor": pair[0],
        "request": pair[1],
        "fit": possible.fit[pair],
        "parts": {name: round(part, 3) for name, part in possible.parts[pair].items()},
        "miles": None if miles is None else round(miles),
        "minutes": None if miles is None else drive_minutes(miles),
        "wish": wishes.index(pair[0]) + 1 if pair[0] in wishes else None,
    }


def missed_wishes(
    pool: Pool, possible: Possible, setting: Setting, matched: Mapping[str, str]
) -> dict[str, list[dict[str, Any]]]:
    """For each request the wishes before what it got, and why each was not to be."""
    load: dict[str, list[str]] = {}
    for request, mentor in matched.items():
        load.setdefault(mentor, []).append(request)
    room = {each.place.leaid: each.room for each in pool.mentors}
    found = {}
    for each in pool.requests:
        leaid, got = each.place.leaid, matched.get(each.place.leaid)
        before = each.wishes[: each.wishes.index(got)] if got in each.wishes else each.wishes
        told = [
            {"mentor": mentor, **_why_not(possible, setting, (mentor, leaid), load.get(mentor, []), room.get(mentor))}
            for mentor in before
        ]
        if told:
            found[leaid] = told
    return found


def _why_not(
    possible: Possible, setting: Setting, pair: Pair, served: Collection[str], room: int | None
) -> dict[str, Any]:
    """Why a wish was not to be: not there, not possible, set apart by MDE, full, or better for all this way."""
    if room is None:
        return {"why": "away"}
    if pair in possible.obstacles:
        return {"why": "impossible", "staff": possible.obstacles[pair]}
    if pair in setting.forbidden:
        return {"why": "apart"}
    if len(served) >= room:
        return {"why": "full", "room": room}
    return {"why": "better"}


def in_line(pool: Pool, unserved: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those without a mentor by their place in line: by class, then by how long they wait, then by LEAID."""
    facts = {each.place.leaid: each for each in pool.requests}

    def key(told: dict[str, Any]) -> tuple[int, str, str]:
        each = facts[told["request"]]
        return class_of(each.place), each.since, each.place.leaid

    return [{**told, "place": at} for at, told in enumerate(sorted(unserved, key=key), 1)]


def view_told(view: View) -> dict[str, Any]:
    """A view of who is served, as it is kept."""
    groups = [{**asdict(group), "percent": group.percent} for group in view.groups]
    return {"name": view.name, "gap": view.gap, "groups": groups}


def pool_told(pool: Pool) -> dict[str, Any]:
    """A pool as it is kept with a run."""

    def plain(facts: Any) -> dict[str, Any]:
        return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in asdict(facts).items()}

    return {
        "mentors": [plain(each) for each in pool.mentors],
        "requests": [plain(each) for each in pool.requests],
        "blocked": sorted(pool.ties.blocked),
        "paired": sorted(pool.ties.paired),
    }


def pool_from(told: Mapping[str, Any]) -> Pool:
    """A pool that was kept."""
    mentors = tuple(
        MentorFacts(
            **{
                **each,
                "place": Place(**each["place"]),
                **{name: frozenset(each[name]) for name in ("topics", "bands", "formats", "pathways")},
            }
        )
        for each in told["mentors"]
    )
    requests = tuple(
        RequestFacts(
            **{
                **each,
                "place": Place(**each["place"]),
                **{name: frozenset(each[name]) for name in ("bands", "formats")},
                **{name: tuple(each[name]) for name in ("needs", "wishes")},
            }
        )
        for each in told["requests"]
    )
    ties = Ties(*(frozenset((m, r) for m, r in told[name]) for name in ("blocked", "paired")))
    return Pool(mentors, requests, ties)
