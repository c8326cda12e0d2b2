"""Finding practices: facets with counts, words, order, what is near and what is alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from typing import Any

from django.http import QueryDict

from best_practices.library import vocabulary as words
from best_practices.library.folding import asked
from best_practices.library.models import PracticePage, Stamp
from best_practices.library.queries.records import public_pages
from best_practices.library.shelving import Shelved, Shelves
from portal.districts.models import District
from portal.network.models import Pathway

MILES_OF_EARTH = 3958.8
WAIVERS = {"no": "No", "yes": "Yes", "held": "Yes, held in a district now", "lapsed": "Yes, held nowhere now"}
FACETS: dict[str, tuple[str, Mapping[str, str]]] = {
    "component": ("Acts on", words.COMPONENTS),
    "grade": ("Grades", words.GRADES),
    "group": ("Students", words.GROUPS),
    "community": ("Community", words.COMMUNITIES),
    "size": ("District size", words.SIZES),
    "cost": ("Cost", words.COSTS),
    "staffing": ("People", words.STAFFING),
    "tier": ("Evidence", words.TIERS),
    "outcome": ("Did it work?", words.OUTCOMES),
    "waiver": ("Waiver needed", WAIVERS),
    "plc": ("PLC", {}),
    "tag": ("Words", {}),
}
SORTS = {"": "Newest first", "title": "Name", "tier": "Strongest evidence first", "near": "Nearest to us"}
MOST_TAGS = 30
_kept: dict[str, Any] = {"stamp": None, "shelves": Shelves(())}


def shelves() -> Shelves:
    """All public practices, ready to be asked; read anew only when something was published or withdrawn."""
    stamp = Stamp.now()
    if _kept["stamp"] != stamp:
        _kept.update(stamp=stamp, shelves=Shelves([*_shelved()]))
    found: Shelves = _kept["shelves"]
    return found


def _shelved() -> list[Shelved]:
    columns = ("pk", "facets", "title", "practice__first_published_at", "tier", "practice__district__latitude")
    rows = public_pages().values_list(*columns, "practice__district__longitude")
    return [
        Shelved(pk, facets, title, published.isoformat() if published else "", tier or 9, _place(north, east))
        for pk, facets, title, published, tier, north, east in rows.order_by("pk")
    ]


def _place(north: float | None, east: float | None) -> tuple[float, float] | None:
    return None if north is None or east is None else (north, east)


def miles(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Miles between two places given in degrees, along a great circle (haversine)."""
    north, east, south, west = map(radians, (*one, *other))
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin((west - east) / 2) ** 2
    return 2 * MILES_OF_EARTH * asin(sqrt(half))


@dataclass(frozen=True)
class Wish:
    """What somebody looks for: words, values by facet, an order; `near` is where they are."""

    words: tuple[str, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    near: tuple[float, float] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return not self.words and not self.chosen


def wish_of(query: QueryDict, district: District | None = None) -> Wish:
    """What an address asks for; what is not known is left out. `district` is the reader's own, if there is one."""
    chosen = {facet: tuple(dict.fromkeys(query.getlist(facet)))[:40] for facet in FACETS if query.getlist(facet)}
    known = {
        facet: kept
        for facet, values in chosen.items()
        if (kept := tuple(value for value in values if not FACETS[facet][1] or value in FACETS[facet][1]))
    }
    if query.get("like") and district:
        known |= {"community": (community_of(district),)} if district.locale else {}
    sort = query.get("sort", "")
    near = _place(district.latitude, district.longitude) if district else None
    return Wish(tuple(asked(query.get("q", ""))), known, sort if sort in SORTS else "", near)


def community_of(district: District) -> str:
    """City, suburb, town or rural, by the NCES locale code."""
    return {"1": "city", "2": "suburb", "3": "town", "4": "rural"}.get(district.locale[:1], "")


@dataclass(frozen=True)
class Found:
    """What was found: the practices in order, and the facets with their counts."""

    shelved: list[Shelved]
    facets: list[dict[str, Any]]
    total: int


def find(wish: Wish) -> Found:
    """The practices that fit, in order, and how many there would be with each value."""
    known = shelves()
    within = known.among(_with_words(wish.words)) if wish.words else None
    bits = known.matching(wish.chosen, within)
    return Found(_ordered(known.listed(bits), wish), _facets(known.counts(wish.chosen, within), wish), bits.bit_count())


def _with_words(folded: tuple[str, ...]) -> list[int]:
    """The pages that hold all the words, by the database's full-text search."""
    # A page that was withdrawn has no words; what is not on the shelves is left out by the caller.
    results = PracticePage.objects.search(" ".join(folded), operator="and", order_by_relevance=False)
    return list(results.get_queryset().values_list("pk", flat=True))


def _ordered(shelved: list[Shelved], wish: Wish) -> list[Shelved]:
    newest = sorted(shelved, key=lambda each: (each.published, each.pk), reverse=True)
    if wish.sort == "title":
        return sorted(newest, key=lambda each: each.title.casefold())
    if wish.sort == "tier":
        return sorted(newest, key=lambda each: each.tier)
    if wish.sort == "near" and wish.near:
        here = wish.near
        return sorted(newest, key=lambda each: miles(here, each.place) if each.place else 1e9)
    if wish.words:
        return sorted(newest, key=lambda each: -len(set(asked(each.title)) & set(wish.words)))
    return newest


def _facets(counts: Mapping[str, Mapping[str, int]], wish: Wish) -> list[dict[str, Any]]:
    topics = dict(Pathway.objects.values_list("slug", "name"))
    told = []
    for facet, (label, names) in FACETS.items():
        found, chosen = counts.get(facet, {}), wish.chosen.get(facet, ())
        shown = {**{value: value for value in found}, **(topics if facet == "plc" else names)}
        values = [
            {"value": value, "words": shown.get(value, value), "count": found.get(value, 0), "chosen": value in chosen}
            for value in (shown if names or facet == "plc" else _frequent(found, chosen))
            if found.get(value) or value in chosen
        ]
        told.append({"facet": facet, "label": label, "values": values, "open": bool(chosen)})
    return [facet for facet in told if facet["values"]]


def _frequent(found: Mapping[str, int], chosen: tuple[str, ...]) -> list[str]:
    """The most frequent values, and those that are chosen."""
    ranked = sorted(found, key=lambda value: (-found[value], value))[:MOST_TAGS]
    return [*ranked, *(value for value in chosen if value not in ranked)]


def pages_of(shelved: list[Shelved]) -> list[PracticePage]:
    """The pages of these practices, in the same order; one query."""
    found = PracticePage.objects.select_related("practice__district").in_bulk([each.pk for each in shelved])
    return [found[each.pk] for each in shelved if each.pk in found]
