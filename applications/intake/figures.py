"""A round in figures: what was received by day, by region, rurality and PLC, and how scores spread."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from applications.intake.models import Application, Round
from applications.intake.queries import results_for
from portal.drafts.queries import pathway_names

BANDS = ("0 to 19", "20 to 39", "40 to 59", "60 to 79", "80 to 100")


def figures_of(user: Any, call: Round) -> dict[str, Any]:
    """Groups of words and counts. Scores only of what the reader is free to judge."""
    found = list(
        call.applications.filter(submitted_at__isnull=False)
        .select_related("district__county")
        .prefetch_related("answers")
        .order_by("submitted_at")
    )
    names = pathway_names()
    groups = [
        ("Received by day", _counted((_day(each) for each in found), is_ordered=True)),
        ("By region", _counted(_region(each) for each in found)),
        ("By rurality", _counted("Rural" if each.district.is_rural else "Not rural" for each in found)),
        ("By PLC", _counted(names.get(slug, slug) for each in found for slug in each.values().get("pathways") or [])),
        ("Mean scores", _scores(user, call)),
    ]
    return {"total": len(found), "groups": [(words, rows) for words, rows in groups if rows]}


def _day(application: Application) -> str:
    return date_format(localtime(application.submitted_at), "DATE_FORMAT")


def _region(application: Application) -> str:
    county = application.district.county
    return county.get_region_display() if county else "Not known"


def _counted(words: Iterable[str], *, is_ordered: bool = False) -> list[tuple[str, int]]:
    counts = Counter(words)
    return list(counts.items()) if is_ordered else sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _scores(user: Any, call: Round) -> list[tuple[str, int]]:
    means = [result.mean for result in results_for(user, call).values() if result.mean is not None]
    bands = Counter(BANDS[min(int(mean // 20), len(BANDS) - 1)] for mean in means)
    return [(band, bands[band]) for band in BANDS] if means else []
