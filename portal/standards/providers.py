"""What areas add to the page of a standard: waivers in force, what is asked for, what was learned."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.standards.models import Standard


@dataclass(frozen=True)
class Panel:
    """A section of a standard's page: its title, a few lines, and where there is more."""

    title: str
    lines: tuple[str, ...]
    url: str = ""
    action: str = ""
    position: int = 50


PanelSource = Callable[[Standard, Any], Panel | None]
_sources: list[PanelSource] = []


def add_panel(source: PanelSource) -> None:
    """Called once by an app in `ready()`: a standard and its reader to a panel, or None where there is nothing to show.

    The page asks each source once. What a reader may not know, the source leaves out.
    """
    _sources.append(source)


def panels_for(standard: Standard, user: Any) -> list[Panel]:
    """The panels that this reader sees, in order."""
    found = [panel for source in list(_sources) if (panel := source(standard, user)) is not None]
    return sorted(found, key=lambda panel: panel.position)
