"""What others add to the matrix, and what the page of a standard says of recommendations."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.urls import reverse

from applications.impact.models import Recommendation
from applications.impact.states import Result
from portal.standards.models import Standard
from portal.standards.providers import Panel

ResultSource = Callable[[Collection[int]], Mapping[int, str]]
MOST = 5
_sources: list[ResultSource] = []


def results_with(source: ResultSource) -> None:
    """Called once by an app in `ready()`: provisions, by their keys, to what the reports that everybody reads say.

    The answer holds met, partly, not_met or unclear for those that have a report; in a constant number of queries.
    """
    _sources.append(source)


def results_of(provisions: Collection[int]) -> dict[int, str]:
    """How provisions turned out, as far as anybody has reported."""
    asked = set(provisions)
    told = [item for source in list(_sources) for item in source(asked).items()]
    return {key: Result(result).value for key, result in told if key in asked}


def recommendations_panel(standard: Standard, user: Any) -> Panel | None:
    """What was put forward about a standard, whichever version of it; the same for every reader. One query."""
    found = Recommendation.objects.put_forward().filter(standard__standard=standard).select_related("standard")
    told = [f"{each.get_proposes_display()}: {each.get_state_display()}" for each in found[:MOST]]
    if not told:
        return None
    url = reverse("impact:standard", args=[standard.edition.code, standard.number])
    return Panel("Recommendations", tuple(told), f"{url}#recommendations", "Read them, and the figures")
