"""Where a school stands, as pages show it: a panel on the school's page, and the rows of the page with all numbers."""

from typing import Any

from django.urls import reverse

from best_practices.reuse import adopters, queries, telling, using
from best_practices.reuse.needs import Need, Silence
from best_practices.reuse.ranking import suggest
from best_practices.reuse.wording import Reason
from portal.districts.models import School
from portal.districts.providers import Panel

SHOWN = 3


def told(needs: tuple[Need, ...]) -> list[tuple[Need, tuple[Reason, ...]]]:
    """Needs with their sentences."""
    return [(need, telling.tell_need(need)) for need in needs]


def silent(silences: tuple[Silence, ...]) -> list[Reason]:
    """Of what nothing is said, and why."""
    return [telling.tell_silence(silence) for silence in silences]


def needs_panel(school: School, user: Any) -> dict[str, Any] | None:
    """The largest needs in words, and the way to all numbers. Public: `user` changes nothing."""
    standing = queries.standing_of(school.pk, adopters.weights_in_force().need)
    if standing is None or not standing.school.measures:
        return None
    return {
        "needs": told(standing.needs[:SHOWN]),
        "more": max(0, len(standing.needs) - SHOWN),
        "has_others": bool(standing.others),
        "silences": silent(standing.silences),
        "url": reverse("reuse:needs", args=[school.pk]),
    }


def needs_page(school: School) -> dict[str, Any]:
    """What the page about one school's needs shows."""
    weights = adopters.weights_in_force()
    standing = queries.standing_of(school.pk, weights.need)
    if standing is None:
        return {"school": school}
    in_use = using.in_use_at(school.pk)
    practices = [practice for practice in queries.practice_facts() if practice.key not in in_use]
    return {
        "school": school,
        "needs": told(standing.needs),
        "others": told(standing.others),
        "silences": silent(standing.silences),
        "rows": (*standing.needs, *standing.others),
        "hidden": standing.is_hidden_somewhere,
        "suggestions": suggest(standing, practices, weights),
        "used": using.school_panel(school, None),
    }


NEEDS = Panel("needs", "Where this school stands", "reuse/panel.html", School, needs_panel, position=35)
