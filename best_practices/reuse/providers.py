"""Where reuse hears of practices, of waivers that districts hold, and of mentors with room.

Whoever has them adds a source once, in its `apps.ready()`: `add_practices`, `add_waivers`, `add_mentors`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from best_practices.reuse.scoring import PracticeFacts

PracticeSource = Callable[[], Iterable[PracticeFacts]]
WaiverSource = Callable[[], Iterable[tuple[str, str]]]
MentorSource = Callable[[], Mapping[str, int]]
_sources: list[PracticeSource] = []
_waivers: list[WaiverSource] = []
_mentors: list[MentorSource] = []


def add_practices(source: PracticeSource) -> None:
    """Called once by an app in `ready()`: it gives all practices that may be suggested now."""
    _sources.append(source)


def practices() -> list[PracticeFacts]:
    """All practices of all sources."""
    return [practice for source in _sources for practice in source()]


def add_waivers(source: WaiverSource) -> None:
    """Called once by an app in `ready()`: it gives the waivers in force today, as pairs of LEAID and standard."""
    _waivers.append(source)


def held_waivers() -> dict[str, frozenset[str]]:
    """The districts that hold a waiver today, by the standard as `cited` writes it."""
    held: dict[str, set[str]] = defaultdict(set)
    for source in _waivers:
        for leaid, standard in source():
            held[cited(standard)].add(leaid)
    return {standard: frozenset(leaids) for standard, leaids in held.items()}


def waived_today() -> Callable[[str], bool]:
    """What tells of a standard whether some district holds it waived today."""
    held = held_waivers()
    return lambda standard: bool(held.get(cited(standard)))


def add_mentors(source: MentorSource) -> None:
    """Called once by an app in `ready()`: by LEAID, how many districts more each mentor district takes on today."""
    _mentors.append(source)


def mentors_with_room() -> dict[str, int]:
    """The districts that mentor and have room, with for how many districts."""
    found: dict[str, int] = defaultdict(int)
    for source in _mentors:
        for leaid, room in source().items():
            found[leaid] += room
    return {leaid: room for leaid, room in found.items() if room > 0}


def cited(standard: str) -> str:
    """A standard as it is compared: without the word itself, spaces and capitals."""
    return "".join(standard.casefold().removeprefix("standard").split()).rstrip(".")
