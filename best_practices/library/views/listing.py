"""Lists: the library with its facets, its feed and its public interface; what one writes; searches one keeps."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import require_POST, require_safe

from best_practices.library import services
from best_practices.library.forms import WatchForm
from best_practices.library.models import Version, Watch
from best_practices.library.queries import SORTS, clock_of_library, find, pages_of, picks, wish_of
from best_practices.library.views.finding import districts_of_person
from portal.core.policies import public, requires

ON_A_PAGE = 20
IN_THE_FEED = 30


@require_safe
@public
def practices(request: HttpRequest) -> HttpResponse:
    """The library: words, facets with counts, order."""
    district = next(iter(districts_of_person(request)), None) if request.user.is_authenticated else None
    wish = wish_of(request.GET, district)
    found = find(wish)
    page = Paginator(found.shelved, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "found": pages_of(list(page.object_list)),
        "picks": picks() if wish.is_empty and page.number == 1 else [],
        "facets": found.facets,
        "total": found.total,
        "wish": wish,
        "query": request.GET.get("q", "")[:300],
        "sorts": [(key, words) for key, words in SORTS.items() if key != "near" or district],
        "district": district,
        "chips": chips(request.GET, found.facets),
        "clock": clock_of_library(),
        "address": without_page(request.GET),
        "watch_form": WatchForm() if request.user.is_authenticated and not wish.is_empty else None,
        "may_begin": request.user.has_perm("library.begin"),
    }
    return render(request, "library/practices.html", context)


def chips(query: QueryDict, facets: list[dict[str, Any]]) -> list[dict[str, str]]:
    """What is chosen, each with the address that takes it away."""
    chosen = [
        (facet["facet"], value["value"], value["words"])
        for facet in facets
        for value in facet["values"]
        if value["chosen"]
    ]
    told = []
    for facet, value, words in chosen:
        left = query.copy()
        left.setlist(facet, [each for each in query.getlist(facet) if each != value])
        told.append({"words": words, "url": f"?{without_page(left)}"})
    return told


def without_page(query: QueryDict) -> str:
    """The choices as they stand in the address, without the number of the page."""
    left = query.copy()
    for name in ("page", "form_key", "csrfmiddlewaretoken"):
        left.pop(name, None)
    return left.urlencode()[:1000]


@require_safe
@public
def feed(request: HttpRequest) -> HttpResponse:
    """What fits a search, newest first, as RSS."""
    found = sorted(find(wish_of(request.GET)).shelved, key=lambda each: each.published, reverse=True)[:IN_THE_FEED]
    home = f"{settings.SITE_URL}/practices/"
    told = Rss201rev2Feed("Innovation Lab Network: practices", home, "Practices of districts", language="en-us")
    for page in pages_of(found):
        address = settings.SITE_URL + page.practice.get_absolute_url()
        told.add_item(page.title, address, page.summary, pubdate=_moment(page.practice.first_published_at))
    return HttpResponse(told.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _moment(at: Any) -> datetime | None:
    return at if isinstance(at, datetime) else None


@require_safe
@requires("library.list_own")
def own(request: HttpRequest) -> HttpResponse:
    """What the reader writes, alone or with others; and the searches they keep."""
    found = Version.objects.written_by(request.user).select_related("practice__district").prefetch_related("answers")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_begin": request.user.has_perm("library.begin")}
    context["watches"] = Watch.objects.filter(owner=request.user.pk)
    return render(request, "library/own.html", context)


@require_POST
@requires("library.list_own")
def keep_search(request: HttpRequest) -> HttpResponse:
    """Keep a search under a name; the same name again keeps it anew."""
    form = WatchForm(request.POST)
    query = without_page(QueryDict(request.POST.get("query", "")[:1000]))
    if form.is_valid():
        services.keep_search(query=query, actor=request.user, **form.cleaned_data)
        messages.success(request, f"Kept as “{form.cleaned_data['name']}”. You find it under My practices.")
    else:
        messages.error(request, "Please give the search a name of at most 80 signs. Nothing was kept.")
    return redirect(f"{reverse('library:practices')}?{query}")


@require_POST
@requires("library.list_own")
def drop_search(request: HttpRequest, number: int) -> HttpResponse:
    """Forget a search that one keeps."""
    services.drop_search(number, actor=request.user)
    return redirect("library:own")
