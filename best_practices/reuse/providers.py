"""Where reuse hears of practices, and of waivers that districts hold.

Whoever has them adds a source once, in its `apps.ready()`: `add_practices`, `add_waivers`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from best_practices.reuse.scoring import PracticeFacts

PracticeSource = Callable[[], Iterable[PracticeFacts]]
WaiverSource = Callable[[], Iterable[tuple[str, str]]]
_sources: list[PracticeSource] = []
_waivers: list[WaiverSource] = []


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


def cited(standard: str) -> str:
    """A standard as it is compared: without the word itself, spaces and capitals."""
    return "".join(standard.casefold().removeprefix("standard").split()).rstrip(".")
