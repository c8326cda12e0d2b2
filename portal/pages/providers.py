"""What areas add to the public pages: the dates of the round, and what the site search finds.

Each adds once, in its `apps.ready()`: `add_dates`, `add_search`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class KeyDate:
    """One date of a round, as the home page shows it; `is_next` marks the one that comes next."""

    label: str
    at: datetime
    note: str = ""
    is_next: bool = False


@dataclass(frozen=True)
class Hit:
    """One thing found: its name, its address, and (plain text) why it was found."""

    title: str
    url: str
    excerpt: str = ""


class Hits:
    """Rows found (a queryset, search results or a list), made into hits only where shown."""

    def __init__(self, rows: Any, to_hits: Callable[[Iterable[Any]], list[Hit]]) -> None:
        self.rows = rows
        self.to_hits = to_hits

    def count(self) -> int:
        """How many there are in all."""
        return len(self.rows) if isinstance(self.rows, list | tuple) else int(self.rows.count())

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Hit]:
        return self.to_hits(self.rows[part])


DatesProvider = Callable[[], Iterable[KeyDate]]
Finder = Callable[[str, Any], Hits | list[Hit]]


@dataclass(frozen=True)
class SearchKind:
    """One kind of thing that can be found; `find(words, user)` finds only what that reader may see."""

    kind: str
    label: str
    find: Finder
    position: int = 50


_dates: list[DatesProvider] = []
_kinds: list[SearchKind] = []


def add_dates(provider: DatesProvider) -> None:
    """Called once by an app in `ready()`: a function to the dates of the open or next round."""
    _dates.append(provider)


def key_dates() -> list[KeyDate]:
    """The dates in order; none where no round is open or announced."""
    return sorted((date for provider in _dates for date in provider()), key=lambda date: date.at)


def add_search(kind: str, label: str, find: Finder, position: int = 50) -> None:
    """Called once by an app in `ready()`. `words` is one or more plain words in lower case, never empty."""
    _kinds.append(SearchKind(kind, label, find, position))


def search_kinds() -> list[SearchKind]:
    """The kinds in order."""
    return sorted(_kinds, key=lambda kind: kind.position)
