"""Where reuse hears of practices.

Whoever has practices adds a source once, in its `apps.ready()`: `add_practices`.
"""

from collections.abc import Callable, Iterable

from best_practices.reuse.scoring import PracticeFacts

PracticeSource = Callable[[], Iterable[PracticeFacts]]
_sources: list[PracticeSource] = []


def add_practices(source: PracticeSource) -> None:
    """Called once by an app in `ready()`: it gives all practices that may be suggested now."""
    _sources.append(source)


def practices() -> list[PracticeFacts]:
    """All practices of all sources."""
    return [practice for source in _sources for practice in source()]
