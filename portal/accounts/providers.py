"""What apps above tell about a person: where they belong and which offices they hold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Belonging:
    """One place where a person belongs, with a link to it."""

    words: str
    url: str
    state: str
    state_words: str
    note: str = ""


_belongings: list[Callable[[Any], Iterable[Belonging]]] = []


def add_belongings(provider: Callable[[Any], Iterable[Belonging]]) -> None:
    """Called once by an app in `ready()`: a function from a person to where they belong."""
    _belongings.append(provider)


def belongings_of(person: Any) -> list[Belonging]:
    """All places where a person belongs, or asked to."""
    return [belonging for provider in _belongings for belonging in provider(person)]
