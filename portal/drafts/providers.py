"""Where an area hands over what was learned, so that another area makes a draft of it.

The practice library takes material (`take_with`); threads and minutes of PLCs give it (`promote`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Material:
    """What was learned somewhere, for a draft: a title, the words, and where they stand.

    `leaid` is the district for which the person works on it, "" for the department. `source` and `url` tell readers of
    the draft where it began; the address's own policy says who may go there.
    """

    title: str
    text: str
    source: str
    url: str
    leaid: str = ""


Taker = Callable[[Material, Any], str]
_takers: list[Taker] = []


def take_with(taker: Taker) -> None:
    """Called once by the area that makes drafts, in `ready()`: from material and a person to the draft's address."""
    _takers[:] = [taker]


def promote(material: Material, actor: Any) -> str:
    """Make a draft of it; the address at which the person goes on writing. NotAllowed where the person may not."""
    return _takers[0](material, actor)
