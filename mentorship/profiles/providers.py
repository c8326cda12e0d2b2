"""What the matching adds to the page of mentoring: a part for each reader. `add_part` is called in `apps.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Part:
    """A part of the page; `context(user)` is read as `part`; None leaves it out."""

    template: str
    context: Callable[[Any], dict[str, Any] | None]


_parts: list[Part] = []


def add_part(part: Part) -> None:
    """Called once by an app in `ready()`."""
    _parts.append(part)


def parts_for(user: Any) -> list[dict[str, Any]]:
    """The parts that this reader sees."""
    found = ((each.template, each.context(user)) for each in _parts)
    return [{"template": template, **context} for template, context in found if context is not None]
