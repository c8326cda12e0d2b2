"""Collections as readers see them: only with practices that everybody may read."""

from typing import Any

from django.db.models import Count, Q

from best_practices.library.models import PracticeCollection, PracticePage
from best_practices.library.queries.records import public_pages

MOST_PICKS = 3


def collections() -> Any:
    """All collections, each with how many practices readers find in it as `size`; one query."""
    shown = Q(collected__page__in=public_pages().values("pk"))
    counted = Count("collected__page", filter=shown, distinct=True)
    return PracticeCollection.objects.annotate(size=counted).order_by("title", "pk")  # counting drops the order


def picks() -> list[PracticeCollection]:
    """The editors' picks that hold anything to read."""
    return list(collections().filter(is_pick=True, size__gt=0)[:MOST_PICKS])


def pages_in(collection: PracticeCollection) -> list[PracticePage]:
    """The practices of a collection that readers may read, in its order, each once; one query."""
    found = public_pages().filter(collected__collection=collection).select_related("practice__district")
    return list(dict.fromkeys(found.order_by("collected__sort_order", "collected__pk")))
