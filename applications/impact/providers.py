"""What the page of a standard says of recommendations."""

from typing import Any

from django.urls import reverse

from applications.impact.models import Recommendation
from portal.standards.models import Standard
from portal.standards.providers import Panel

MOST = 5


def recommendations_panel(standard: Standard, user: Any) -> Panel | None:
    """What was put forward about a standard, whichever version of it; the same for every reader. One query."""
    found = Recommendation.objects.put_forward().filter(standard__standard=standard).select_related("standard")
    told = [f"{each.get_proposes_display()}: {each.get_state_display()}" for each in found[:MOST]]
    if not told:
        return None
    url = reverse("impact:standard", args=[standard.edition.code, standard.number])
    return Panel("Recommendations", tuple(told), f"{url}#recommendations", "Read them, and the figures")
