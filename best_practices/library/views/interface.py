"""The public interface for programs: read-only, published practices only, with its description as OpenAPI 3.1."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from best_practices.library.models import PracticePage
from best_practices.library.queries import FACETS, find, pages_of, wish_of
from best_practices.library.record import FILES
from best_practices.library.views.finding import page_for
from portal.core.policies import public

ON_A_PAGE = 50
KEPT_BACK = {*FILES, "picture"}


def _short(page: PracticePage) -> dict[str, Any]:
    practice = page.practice
    return {
        "slug": page.slug,
        "title": page.title,
        "summary": page.summary,
        "district": practice.owner_name,
        "url": settings.SITE_URL + practice.get_absolute_url(),
        "tier": page.tier,
        "needs_waiver": page.needs_waiver,
        "is_sample": page.is_sample,
        "state": practice.state,
        "published": practice.first_published_at.isoformat() if practice.first_published_at else None,
    }


@require_safe
@public
def practices_data(request: HttpRequest) -> JsonResponse:
    """Published practices, by the same words and facets as the library's page."""
    found = find(wish_of(request.GET))
    page = Paginator(found.shelved, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [_short(each) for each in pages_of(list(page.object_list))]
    return JsonResponse({"count": found.total, "page": page.number, "pages": page.paginator.num_pages, "results": rows})


@require_safe
@public
def practice_data(request: HttpRequest, slug: str) -> JsonResponse:
    """One published practice with its whole record."""
    page = page_for(slug)
    record = {key: value for key, value in page.record.items() if key not in KEPT_BACK}
    return JsonResponse({**_short(page), "version": page.version.number, "record": record})


def _answer(words: str, schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"200": {"description": words, "content": content}}


@require_safe
@public
def description(request: HttpRequest) -> JsonResponse:
    """What can be asked, and what is answered."""
    return JsonResponse(
        {
            "openapi": "3.1.0",
            "info": {"title": "Practices of the Mississippi Innovation Lab Network", "version": "1"},
            "servers": [{"url": settings.SITE_URL}],
            "paths": _paths(),
            "components": {"schemas": _schemas()},
        }
    )


def _paths() -> dict[str, Any]:
    text = {"type": "string"}
    words = {"name": "q", "in": "query", "description": "Words; all must be there.", "schema": text}
    number = {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}}
    slug = {"name": "slug", "in": "path", "required": True, "schema": text}
    gone = {"404": {"description": "There is no published practice at this address."}}
    many = {"parameters": [words, *_facets(), number], "responses": _answer("A page of them", "Practices")}
    one = {"parameters": [slug], "responses": {**_answer("One of them", "Practice"), **gone}}
    return {"/practices/api/": {"get": many}, "/practices/api/{slug}/": {"get": one}}


def _facets() -> list[dict[str, Any]]:
    return [
        {
            "name": facet,
            "in": "query",
            "description": f"{label}. May be given several times: any of them.",
            "schema": {"type": "array", "items": {"type": "string", **({"enum": [*names]} if names else {})}},
        }
        for facet, (label, names) in FACETS.items()
    ]


def _schemas() -> dict[str, Any]:
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    short = {name: text for name in ("slug", "title", "summary", "district", "url", "state")}
    short |= {"tier": {"type": ["integer", "null"], "minimum": 1, "maximum": 4}, "published": maybe}  # type: ignore[dict-item]
    short |= {name: {"type": "boolean"} for name in ("needs_waiver", "is_sample")}
    whole = {**short, "version": {"type": "integer"}, "record": {"type": "object"}}
    number = {"type": "integer"}
    page = {"count": number, "page": number, "pages": number}
    rows = {"type": "array", "items": {"$ref": "#/components/schemas/Short"}}
    return {
        "Short": {"type": "object", "required": [*short], "properties": short},
        "Practice": {"type": "object", "required": [*whole], "properties": whole},
        "Practices": {"type": "object", "required": [*page, "results"], "properties": {**page, "results": rows}},
    }
