"""What apps above add to practices: sections of a practice's page, who uses it and so hears of changes, what is
known of each branch of its family, and which standards are waived today.

Each adds once, in its `apps.ready()`: `add_panel`, `add_followers`, `add_branch_words`, `add_waived`.
"""

from collections.abc import Callable, Collection, Iterable
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
BranchWords = Callable[[Collection[int]], dict[int, str]]
_followers: list[Followers] = []
_branch_words: list[BranchWords] = []
Waived = Callable[[], Callable[[str], bool]]
_waived: list[Waived] = []


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


def add_branch_words(words: BranchWords) -> None:
    """Called once by an app in `ready()`: from practices, by number, to what schools saw with each."""
    _branch_words.append(words)


def words_of_branches(practices: Collection[int]) -> dict[int, str]:
    """What is known of each of these practices; one without anything is not there."""
    told: dict[int, list[str]] = {}
    for words in _branch_words:
        for number, said in words(practices).items():
            told.setdefault(number, []).append(said)
    return {number: "; ".join(said) for number, said in told.items()}


def add_waived(waived: Waived) -> None:
    """Called once by an app in `ready()`: what it gives tells whether a standard is waived today."""
    _waived.append(waived)


def waived_today() -> Callable[[str], bool]:
    """Tells of a standard whether it is waived in some district today; asks each source once."""
    sources = [waived() for waived in _waived]
    return lambda standard: any(is_held(standard) for is_held in sources)
