"""Recommendations as they are read: the list, one, and its paper."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.impact import queries
from applications.impact.models import Recommendation
from applications.impact.paper import paper_of
from applications.impact.views.finding import published_for, recommendation_for
from applications.impact.wording import facts_of, sections_of, shown_of
from portal.core.policies import public

PAGE = 20
VERBS = ("write", "put_forward", "withdraw", "decide", "send")


@require_safe
@public
def recommendations(request: HttpRequest) -> HttpResponse:
    """What was put forward, the newest first; for who may draft, the drafts too."""
    page = Paginator(queries.recommendations(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_draft": request.user.has_perm("impact.draft")}
    return render(request, "impact/recommendations.html", context)


@require_safe
@public
def recommendation(request: HttpRequest, reference: str) -> HttpResponse:
    """What is recommended about a standard, why, on which figures, and how the text would read."""
    return render(request, "impact/recommendation.html", page_of(request, recommendation_for(request, reference)))


def page_of(request: HttpRequest, found: Recommendation) -> dict[str, Any]:
    """What the page of a recommendation shows this reader."""
    body = shown_of(found)
    return {
        "recommendation": found,
        "body": body,
        "sections": sections_of(body),
        "facts": facts_of(found),
        "may": {verb: request.user.has_perm(f"impact.{verb}", found) for verb in VERBS},
        "is_published": hasattr(found, "wording"),
    }


@require_safe
@public
def pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """What was put forward, on paper."""
    found = published_for(request, reference)
    response = HttpResponse(paper_of(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="recommendation-{found.reference}.pdf"'
    return response
