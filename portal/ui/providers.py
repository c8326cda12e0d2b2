"""What areas add to the frame of every page: entries of the person's menu, and what waits for the person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class MenuEntry:
    """An entry of the person's menu; shown to those who hold `permission`."""

    name: str
    url: str
    permission: str
    position: int = 50


@dataclass(frozen=True)
class Waiting:
    """Something that waits: for this person, or (`on_others`) for somebody else while this person looks on."""

    words: str
    url: str
    note: str = ""
    due: datetime | None = None
    state: str = ""
    state_words: str = ""
    on_others: bool = False


WaitingProvider = Callable[[Any], Iterable[Waiting]]
_menu: list[MenuEntry] = []
_waiting: list[WaitingProvider] = []


def add_menu_entry(entry: MenuEntry) -> None:
    """Called once by an app in `ready()`."""
    _menu.append(entry)


def menu_for(user: Any) -> list[MenuEntry]:
    """The entries a person may use, in order."""
    return [entry for entry in sorted(_menu, key=lambda entry: entry.position) if user.has_perm(entry.permission)]


def add_waiting(provider: WaitingProvider) -> None:
    """Called once by an app in `ready()`: a function from a person to what waits."""
    _waiting.append(provider)


def waiting_for(user: Any) -> list[Waiting]:
    """All that waits, the most urgent first; what has no date comes last. Asked once for each request."""
    if not hasattr(user, "_waiting"):
        found = [waiting for provider in _waiting for waiting in provider(user)]
        user._waiting = sorted(found, key=lambda waiting: waiting.due.timestamp() if waiting.due else float("inf"))
    return user._waiting
