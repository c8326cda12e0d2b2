"""What apps above add to the directory, the map and the pages of districts and schools.

Each adds once, in its `apps.ready()`: `add_facet`, `add_panel`, `add_mark`, `add_hand_over`, `add_welcome`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from portal.districts.models import District, School

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Facet:
    """A filter of the directory that is also a column of it and of the download.

    `label` and `choices` are asked for each page, since they may rest on imported data; no choices, no facet.
    `values` answers for a whole page of districts at once: LEAID to the words of its cell.
    """

    name: str
    label: Callable[[], str]
    choices: Callable[[], Choices]
    filter: Callable[[QuerySet[District], str], QuerySet[District]]
    values: Callable[[Iterable[str]], dict[str, str]]
    position: int = 50


@dataclass(frozen=True)
class Panel:
    """A section of a district's page (`on=District`) or of a school's page (`on=School`).

    `context(obj, user)` gives what the template reads as `panel`, or None where there is nothing to show that reader.
    """

    name: str
    title: str
    template: str
    on: type[District] | type[School]
    context: Callable[[Any, Any], dict[str, Any] | None]
    position: int = 50


@dataclass(frozen=True)
class MapMark:
    """A kind of mark on the county map: its class in components.css, shape, words, and districts (LEAIDs)."""

    kind: str
    shape: str
    one: str
    many: str
    districts: Callable[[], Iterable[str]]
    position: int = 50


@dataclass(frozen=True)
class Column:
    """A facet as one page uses it: its label and choices asked for once."""

    facet: Facet
    label: str
    choices: Choices

    @property
    def name(self) -> str:
        """The name of its query parameter."""
        return self.facet.name


_facets: list[Facet] = []
_panels: list[Panel] = []
_marks: list[MapMark] = []


def add_facet(facet: Facet) -> None:
    """Called once by an app in `ready()`."""
    _facets.append(facet)


def add_panel(panel: Panel) -> None:
    """Called once by an app in `ready()`."""
    _panels.append(panel)


def add_mark(mark: MapMark) -> None:
    """Called once by an app in `ready()`."""
    _marks.append(mark)


def facets() -> list[Facet]:
    """The facets in order."""
    return sorted(_facets, key=lambda facet: facet.position)


def columns() -> list[Column]:
    """The facets that have something to choose from now."""
    asked = [(facet, facet.choices()) for facet in facets()]
    return [Column(facet, facet.label(), choices) for facet, choices in asked if choices]


def marks() -> list[MapMark]:
    """The kinds of marks in order."""
    return sorted(_marks, key=lambda mark: mark.position)


def panels_for(obj: District | School, user: Any) -> list[dict[str, Any]]:
    """The sections this reader sees on a district's or a school's page, in order."""
    shown = []
    for panel in sorted(_panels, key=lambda panel: panel.position):
        context = panel.context(obj, user) if isinstance(obj, panel.on) else None
        if context is not None:
            shown.append({"name": panel.name, "title": panel.title, "template": panel.template, "context": context})
    return shown


@dataclass(frozen=True)
class HandedOver:
    """What an office signed, or has open: a successor sees it on taking over."""

    words: str
    url: str
    note: str = ""
    is_open: bool = False


HandOverProvider = Callable[[District, str], Iterable[HandedOver]]
_hand_overs: list[HandOverProvider] = []


def add_hand_over(provider: HandOverProvider) -> None:
    """Called once by an app in `ready()`: from a district and an office to what that office signed and has open."""
    _hand_overs.append(provider)


def handed_over(district: District, office: str) -> list[HandedOver]:
    """All that an office of a district signed or has open, what is open first."""
    found = [entry for provider in _hand_overs for entry in provider(district, office)]
    return sorted(found, key=lambda entry: not entry.is_open)


Welcome = Callable[[Any, District, str], None]
_welcomes: list[Welcome] = []


def add_welcome(welcome: Welcome) -> None:
    """Called once by an app in `ready()`: does what waits for a person who accepts an invitation with an address.

    It runs in the same transaction, after the person holds the office, and must not fail: the office is theirs anyhow.
    """
    _welcomes.append(welcome)


def welcome(person: Any, district: District, email: str) -> None:
    """A person came in by an invitation to this address: all that waited for them."""
    for each in _welcomes:
        each(person, district, email)
