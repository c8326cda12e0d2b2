"""A kept run as its page shows it: names for LEAIDs, sentences for reasons, points for parts; and a try of weights."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mentorship.matching.fitting import CLASSES, PARTS, Weights
from mentorship.matching.models import Run
from mentorship.matching.queries import names
from mentorship.matching.running import Setting, pool_from, run
from portal.districts.map import Point, drawing

WHY_NOT = {
    "away": "It does not mentor now, or has no room.",
    "apart": "MDE set the two apart for this run.",
    "impossible": "The two cannot be paired.",
    "full": "It has no place left: all of its places went where they serve more districts, or fit better together.",
    "better": "With this pair fewer districts would be served, or all pairs together would fit less well.",
}


@dataclass(frozen=True)
class Part:
    """One part of a fit: its name, and how much of it there is, in percent."""

    name: str
    percent: int


@dataclass(frozen=True)
class Pair:
    """A pair of a run, with names."""

    mentor: str
    mentor_id: str
    district: str
    district_id: str
    fit: int
    parts: list[Part]
    miles: int | None
    minutes: int | None
    wish: int | None
    is_pinned: bool
    missed: list[str]

    @property
    def drive(self) -> str:
        """The way between the two offices, in words."""
        return drive_words(self.miles, self.minutes)


@dataclass(frozen=True)
class Unserved:
    """A district without a mentor: its place in line, why, and what would change it."""

    district: str
    district_id: str
    place: int
    reason: str
    change: str
    missed: list[str]


@dataclass(frozen=True)
class Way:
    """What one way of matching gives: districts served by class and in all, total fit, largest load."""

    served: list[tuple[str, int]]
    all: int
    fit: int
    largest_load: int


@dataclass(frozen=True)
class Line:
    """A pair on the map: from the mentor's office to the district's, in units of the drawing."""

    words: str
    start: Point
    end: Point


@dataclass(frozen=True)
class Shown:
    """A run as its page shows it."""

    pairs: list[Pair]
    unserved: list[Unserved]
    apart: list[tuple[str, str, str, str]]
    best: Way
    stable: Way
    differing: int
    equity: list[dict[str, Any]]
    lines: list[Line]


def shown(kept: Run) -> Shown:
    """The whole of a run; one query, for the names."""
    result = kept.result
    known = names(leaids_of(kept))
    missed = {leaid: [missed_words(each, known) for each in told] for leaid, told in result["missed"].items()}
    pairs = [pair_of(each, known, kept.pinned, missed) for each in result["pairs"]]
    unserved = [unserved_of(each, known, missed) for each in result["unserved"]]
    apart = [(m, known.get(m, m), r, known.get(r, r)) for m, r in kept.forbidden]
    best = {(pair["mentor"], pair["request"]) for pair in result["pairs"]}
    differing = len({(m, r) for m, r in result["stable"]["pairs"]} ^ best)
    ways = way_of(result["best"]), way_of(result["stable"])
    return Shown(pairs, unserved, apart, *ways, differing, result["equity"], lines_of(kept, pairs))


def lines_of(kept: Run, pairs: list[Pair]) -> list[Line]:
    """The pairs on the map; those whose offices are not known are left out."""
    sides = (*kept.pool["mentors"], *kept.pool["requests"])
    at = {each["place"]["leaid"]: (each["place"]["latitude"], each["place"]["longitude"]) for each in sides}
    put = drawing().projection.place
    ends = [(pair, at[pair.mentor_id], at[pair.district_id]) for pair in pairs]
    return [
        Line(f"{pair.mentor} mentors {pair.district}: {pair.drive}", put(*one), put(*other))
        for pair, one, other in ends
        if None not in (*one, *other)
    ]


def leaids_of(kept: Run) -> set[str]:
    """Every district that a run names."""
    sides = (*kept.pool["mentors"], *kept.pool["requests"])
    wished = {leaid for each in kept.pool["requests"] for leaid in each["wishes"]}
    return {each["place"]["leaid"] for each in sides} | wished


def pair_of(
    told: Mapping[str, Any], known: Mapping[str, str], pinned: list[list[str]], missed: Mapping[str, list[str]]
) -> Pair:
    """A pair with names and sentences."""
    mentor, request = told["mentor"], told["request"]
    facts = {name: told[name] for name in ("fit", "miles", "minutes", "wish")}
    return Pair(
        mentor=known.get(mentor, mentor),
        mentor_id=mentor,
        district=known.get(request, request),
        district_id=request,
        parts=parts_of(told["parts"]),
        is_pinned=[mentor, request] in pinned,
        missed=missed.get(request, []),
        **facts,
    )


def unserved_of(told: Mapping[str, Any], known: Mapping[str, str], missed: Mapping[str, list[str]]) -> Unserved:
    """A district without a mentor, with sentences."""
    leaid, change = told["request"], told["change"]
    words = f"One more place at {known.get(change['mentor'], change['mentor'])} would serve it." if change else ""
    return Unserved(known.get(leaid, leaid), leaid, told["place"], told["reason"], words, missed.get(leaid, []))


def missed_words(told: Mapping[str, Any], known: Mapping[str, str]) -> str:
    """Why a wish was not to be; what MDE alone may read of it is left out."""
    return f"{known.get(told['mentor'], told['mentor'])}: {WHY_NOT[told['why']]}"


def parts_of(parts: Mapping[str, float]) -> list[Part]:
    """The parts in their order."""
    return [Part(words, round(100 * parts[name])) for name, words in PARTS.items() if name in parts]


def way_of(told: Mapping[str, Any]) -> Way:
    """A way of matching with the names of the classes."""
    served = list(zip(CLASSES, told["served"], strict=True))
    return Way(served, told["all"], told["fit"], told["largest_load"])


@dataclass(frozen=True)
class Reasons:
    """Why two districts were paired, for both of them."""

    fit: int
    parts: list[Part]
    drive: str
    wish: int | None


def reasons(why: Mapping[str, Any]) -> Reasons:
    """What a pair keeps of the run that proposed it."""
    return Reasons(why["fit"], parts_of(why["parts"]), drive_words(why["miles"], why["minutes"]), why["wish"])


def drive_words(miles: int | None, minutes: int | None) -> str:
    """A distance and about how long the drive takes."""
    if miles is None or minutes is None:
        return "distance not known"
    hours, rest = divmod(minutes, 60)
    drive = f"{hours} h {rest:02} min" if hours else f"{rest} min"
    return f"{miles} miles, a drive of about {drive}"


def effect(kept: Run, weights: Weights) -> dict[str, Any]:
    """What other weights would change, without keeping anything: the figures, and the pairs that would be others."""
    setting = Setting(
        weights,
        pinned=tuple((m, r) for m, r in kept.pinned),
        forbidden=tuple((m, r) for m, r in kept.forbidden),
        seed=kept.seed,
    )
    tried = run(pool_from(kept.pool), setting)
    before = {pair["request"]: pair["mentor"] for pair in kept.result["pairs"]}
    after = {pair["request"]: pair["mentor"] for pair in tried["pairs"]}
    known = names(leaids_of(kept))
    changes = [
        (known.get(leaid, leaid), known.get(before.get(leaid, ""), "nobody"), known.get(after.get(leaid, ""), "nobody"))
        for leaid in sorted(before.keys() | after.keys())
        if before.get(leaid) != after.get(leaid)
    ]
    return {"before": way_of(kept.result["best"]), "after": way_of(tried["best"]), "changes": changes}
