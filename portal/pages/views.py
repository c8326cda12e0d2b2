"""Site search, the feed of news, robots.txt, documents, the door of the editor, and the page for what is not there."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.timezone import get_current_timezone
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve

from portal.core.http import with_query
from portal.core.policies import public
from portal.pages import queries
from portal.pages.excerpts import clean_query, words_of
from portal.pages.providers import SearchKind, search_kinds

HITS_ON_A_PAGE = 20
HITS_OF_EACH_KIND = 3
KEPT_FROM_ROBOTS = ("/cms/", "/accounts/", "/search/", "/start/", "/resume/", "/outbox/", "/documents/")


@require_safe
@public
def search(request: HttpRequest) -> HttpResponse:
    """One search over what the reader may see: the first of each kind, or all of one kind."""
    query = clean_query(request.GET.get("q", ""))
    words = words_of(query)
    context: dict[str, Any] = {"query": query, "words": words}
    if words:
        context |= results(request, words)
    return render(request, "pages/search.html", context)


def results(request: HttpRequest, words: list[str]) -> dict[str, Any]:
    """The kinds with how many were found of each, and the hits of the chosen kind or the first of every kind."""
    chosen = request.GET.get("kind", "")
    found = [group_of(kind, request.user, words) for kind in search_kinds()]
    groups = [group for group in found if group["count"]]
    here = next((group for group in groups if group["kind"] == chosen), None)
    context = {"groups": groups, "chosen": here, "total": sum(group["count"] for group in groups)}
    if here:
        context["page"] = Paginator(here["hits"], HITS_ON_A_PAGE).get_page(request.GET.get("page"))
        return context
    for group in groups:
        group["first"] = group["hits"][:HITS_OF_EACH_KIND]
        group["more"] = group["count"] > HITS_OF_EACH_KIND
    return context


def group_of(kind: SearchKind, user: Any, words: list[str]) -> dict[str, Any]:
    """What one kind holds for these words."""
    hits = kind.find(" ".join(words), user)
    return {"kind": kind.kind, "label": kind.label, "hits": hits, "count": len(hits)}


@require_safe
@public
def news_feed(request: HttpRequest) -> HttpResponse:
    """The news as RSS, for those who follow it in a reader."""
    home = settings.SITE_URL + "/"
    feed = Rss201rev2Feed(
        "Innovation Lab Network: news", home, "News of the Mississippi Innovation Lab Network", language="en-us"
    )
    for news in queries.latest_news():
        at = datetime.combine(news.date, time(), get_current_timezone())
        feed.add_item(news.title, settings.SITE_URL + news.get_url(request), news.lead, pubdate=at)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read, and where the list of pages is."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in KEPT_FROM_ROBOTS),
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
@public
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """A document of the library, always as a download that can run nothing. Private collections are asked for first."""
    response: HttpResponse = serve(request, document_id, document_filename)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@public
def editor_door(request: HttpRequest) -> HttpResponse:
    """The editor's sign-in: through the portal's own, and no further for those without an editor's role."""
    if not request.user.is_authenticated:
        return redirect(with_query(reverse(settings.LOGIN_URL), next=request.GET.get("next", settings.CMS_PATH)))
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    return redirect(settings.CMS_PATH)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not there, or not for this reader: the same answer for both, with public pages of a like address."""
    return render(request, "404.html", {"suggestions": queries.suggestions_for(request.path)}, status=404)
