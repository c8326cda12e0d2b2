"""Collections: all of them, and one with its practices."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from best_practices.library import queries
from best_practices.library.models import PracticeCollection
from portal.core.policies import public

ON_A_PAGE = 20


@require_safe
@public
def collections(request: HttpRequest) -> HttpResponse:
    """What staff put together, by name."""
    page = Paginator(queries.collections(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "library/collections.html", {"page": page})


@require_safe
@public
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """One collection: why these practices belong together, and the practices in order."""
    shown = get_object_or_404(PracticeCollection, slug=slug)
    page = Paginator(queries.pages_in(shown), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "library/collection.html", {"collection": shown, "page": page, "found": page.object_list})
