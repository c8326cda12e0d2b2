"""Published practices as readers see them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils import timezone

from best_practices.library import vocabulary as words
from best_practices.library.models import BrokenLink, Practice, PracticeCollection, PracticePage
from best_practices.library.panels import panels_for, words_of_branches
from best_practices.library.record import STEP_COLUMNS, USER_COLUMNS, WAIVER_COLUMNS, outcomes, rows
from best_practices.library.states import PracticeState
from portal.network.models import Pathway

NAMED = {
    "grades": words.GRADES,
    "groups": words.GROUPS,
    "communities": words.COMMUNITIES,
    "sizes": words.SIZES,
    "components": words.COMPONENTS,
}


def public_pages() -> Any:
    """The pages of practices that everybody may read."""
    shown = (PracticeState.PUBLISHED, PracticeState.DUE)
    return PracticePage.objects.live().filter(practice__state__in=shown)


def record_context(values: dict[str, Any]) -> dict[str, Any]:
    """A record as readers see it: names in place of short names, tables as rows."""
    topics = dict(Pathway.objects.filter(slug__in=values.get("pathways") or []).values_list("slug", "name"))
    return {
        "record": values,
        "named": {
            key: [names[each] for each in values.get(key) or [] if each in names] for key, names in NAMED.items()
        },
        "topics": list(topics.values()),
        "outcome": words.OUTCOMES.get(values.get("outcome") or "", ""),
        "cost": words.COSTS.get(values.get("cost") or "", ""),
        "staffing": words.STAFFING.get(values.get("staffing") or "", ""),
        "licence": words.LICENCES.get(values.get("licence") or "", ""),
        "steps": _lower(rows(values, "steps", STEP_COLUMNS)),
        "results": [
            {
                "component": words.COMPONENTS.get(row["Component"], row["Component"]),
                "measured": row["What was measured"],
                "result": row["Result"],
                "study": row["Study or data behind it"],
                "tier": words.TIERS.get(row["Evidence tier"], row["Evidence tier"]),
            }
            for row in outcomes(values)
        ],
        "waivers": _lower(rows(values, "waivers", WAIVER_COLUMNS)),
        "users": _lower(rows(values, "users", USER_COLUMNS)),
    }


def _lower(found: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{name.split()[0].lower(): cell for name, cell in row.items()} for row in found]


def page_context(page: PracticePage, user: Any) -> dict[str, Any]:
    """A published practice with what the reader may do about it, its files, and its family."""
    practice = page.practice
    return {
        "page": page,
        "practice": practice,
        **record_context(page.record),
        "tags": list(page.tags.names()),
        "files": page.files.select_related("stored"),
        "origin": practice.adapted_from,
        "family": family_of(practice),
        "joined": list(practice.merged.select_related("district")),
        "collections": PracticeCollection.objects.filter(collected__page=page).distinct(),
        "citation": citation_of(page),
        "address": settings.SITE_URL + practice.get_absolute_url(),
        "may": {
            name: user.has_perm(f"library.{name}", practice)
            for name in ("new_version", "withdraw_practice", "confirm_practice")
        },
        "broken_links": broken_links_of(page, user),
        "may_begin": user.has_perm("library.begin"),
        "panels": panels_for(practice, user),
    }


def broken_links_of(page: PracticePage, user: Any) -> list[BrokenLink]:
    """The links that do not answer, for who may mend them; for all others none, and no query."""
    if not user.has_perm("library.see_broken_links", page.practice):
        return []
    return [link for link in page.broken_links.all() if link.is_broken]


def citation_of(page: PracticePage) -> str:
    """How to cite it: whose it is, its name, its version and year."""
    at = timezone.localtime(page.last_published_at) if page.last_published_at else timezone.localtime()
    version = f"version {page.version.number}"
    return f"{page.practice.owner_name} ({at.year}). {page.title} ({version}). Mississippi Innovation Lab Network."


@dataclass(frozen=True)
class Branch:
    """One practice of a family: how deep it stands below the first one, what came of it as its authors say, and what
    schools saw (`seen`).
    """

    depth: int
    practice: Practice
    title: str
    outcome: str
    is_here: bool = False
    seen: str = ""


def family_of(practice: Practice) -> list[Branch]:
    """The first practice and all adaptations below it, as a tree in order; empty where there is no other. Two queries
    for each generation at most."""
    root = practice
    while root.adapted_from_id:
        root = Practice.objects.get(pk=root.adapted_from_id)
    members = {root.pk: root}
    generation = [root.pk]
    while generation:
        found = Practice.objects.filter(adapted_from__in=generation).exclude(state=PracticeState.UNPUBLISHED)
        fresh = {each.pk: each for each in found.order_by("first_published_at") if each.pk not in members}
        members |= fresh
        generation = list(fresh)
    pages = {page.practice_id: page for page in PracticePage.objects.filter(practice__in=members)}
    branches = list(_branches(root, members, pages, practice.pk, 0))
    seen = words_of_branches(members) if len(branches) > 1 else {}
    return [replace(each, seen=seen.get(each.practice.pk, "")) for each in branches] if len(branches) > 1 else []


def _branches(
    top: Practice, members: dict[int, Practice], pages: dict[int, Any], here: int, depth: int
) -> Iterator[Branch]:
    page = pages.get(top.pk)
    said = words.OUTCOMES.get((page.record.get("outcome") if page else "") or "", "")
    yield Branch(depth, top, page.title if page else str(top), said, top.pk == here)
    for each in members.values():
        if each.adapted_from_id == top.pk:
            yield from _branches(each, members, pages, here, depth + 1)
