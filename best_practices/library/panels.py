"""What apps above add to practices: sections of a practice's page, and who uses it and so hears of changes.

Each adds once, in its `apps.ready()`: `add_panel`, `add_followers`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from best_practices.library.models import Practice


@dataclass(frozen=True)
class PracticePanel:
    """A section of a practice's page.

    `context(practice, user)` gives what the template reads as `panel`; its `action`, an address and its words, stands
    beside the practice as the first thing to do.
    """

    name: str
    title: str
    template: str
    context: Callable[[Practice, Any], dict[str, Any] | None]
    position: int = 50


Followers = Callable[[Practice], Iterable[Any]]
_panels: list[PracticePanel] = []
_followers: list[Followers] = []


def add_panel(panel: PracticePanel) -> None:
    """Called once by an app in `ready()`."""
    _panels.append(panel)


def add_followers(followers: Followers) -> None:
    """Called once by an app in `ready()`: from a practice to the people whose schools use it."""
    _followers.append(followers)


def panels_for(practice: Practice, user: Any) -> list[dict[str, Any]]:
    """The sections this reader sees, in order; one without anything to show is left out."""
    shown = []
    for panel in sorted(_panels, key=lambda panel: panel.position):
        context = panel.context(practice, user)
        if context is not None:
            shown.append({"name": panel.name, "title": panel.title, "template": panel.template, "context": context})
    return shown


def followers_of(practice: Practice) -> list[Any]:
    """Who hears of changes, each once."""
    found = [person for followers in _followers for person in followers(practice)]
    return list({person.pk: person for person in found}.values())
