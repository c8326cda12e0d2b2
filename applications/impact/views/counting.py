"""The matrix that everybody reads, as a page and as a table, and the list behind each figure."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from applications.impact import queries
from applications.impact.figures import WORDS, districts_asking, figures_of, listed
from applications.impact.forms import MatrixForm
from applications.impact.views.finding import standard_for
from applications.waivers.providers import results_of
from applications.waivers.states import Result
from portal.core.http import with_query
from portal.core.policies import public
from portal.core.sheets import csv_answer
from portal.standards.models import Standard

ON_A_PAGE, IN_A_LIST = 50, 20
HEADER = ["Edition", "Number", "Topic", *WORDS.values(), "Recommendation", "Where it stands"]


@require_safe
@public
def matrix(request: HttpRequest) -> HttpResponse:
    """What was asked of each standard, what was granted, and how it turned out."""
    form = MatrixForm(request.GET)
    criteria = form.criteria()
    page = Paginator(queries.standards(criteria), ON_A_PAGE).get_page(request.GET.get("page"))
    edition = criteria.edition.code if criteria.edition else ""
    context = {
        "form": form,
        "has_errors": bool(form.errors),
        "criteria": criteria,
        "page": page,
        "lines": queries.matrix(page, criteria, request.user),
        "columns": queries.COUNTS.values(),
        "review": queries.review(criteria),
        "query": with_query("", edition=edition, shows=criteria.shows, year=criteria.year),
        "may_draft": request.user.has_perm("impact.draft"),
    }
    return render(request, "impact/matrix.html", context)


@require_safe
@public
def matrix_file(request: HttpRequest) -> HttpResponse:
    """The same rows, all of them, as a table to keep; with what everybody may read."""
    criteria = MatrixForm(request.GET).criteria()
    lines = queries.matrix(queries.standards(criteria), criteria, AnonymousUser())
    return csv_answer("standards-impact.csv", HEADER, map(_cells, lines))


def _cells(line: queries.Line) -> list[Any]:
    found = line.recommendation
    told = [found.get_proposes_display(), found.get_state_display()] if found else ["", ""]
    return [line.standard.edition.code, line.standard.number, line.standard.topic, *line.figures.values(), *told]


@require_safe
@public
def standard(request: HttpRequest, edition: str, number: str) -> HttpResponse:
    """The requests, or the districts, that one figure of a standard counts."""
    found = standard_for(request, edition, number)
    what, year = request.GET.get("what") or "requests", request.GET.get("year", "")
    if what not in WORDS or (year and not (year.isascii() and year.isdigit() and len(year) == 4)):
        raise Http404
    chosen = int(year) if year else None
    figures = figures_of([found.pk], chosen)[found.pk]
    context = {
        "standard": found,
        "what": what,
        "words": WORDS[what],
        "year": chosen,
        "here": _address(found, what, chosen),
        "tabs": [(f"{WORDS[key]} ({figures[key]})", _address(found, key, chosen)) for key in WORDS if figures[key]],
        "recommendations": list(queries.recommendations(request.user, found)),
        "may_begin": queries.may_begin(found, request.user),
        **page_of(request, found, what, chosen),
    }
    return render(request, "impact/standard.html", context)


def _address(found: Standard, what: str, year: int | None) -> str:
    return with_query(reverse("impact:standard", args=[found.edition.code, found.number]), what=what, year=year)


def page_of(request: HttpRequest, found: Standard, what: str, year: int | None) -> dict[str, Any]:
    """One page of the list: districts, or requests with how each turned out."""
    if what == "districts":
        return {"page": Paginator(districts_asking(found.pk, year), IN_A_LIST).get_page(request.GET.get("page"))}
    rows = listed(found.pk, what, year).select_related("waiver__district", "standard__standard")
    rows = rows.prefetch_related("waiver__partners__district").order_by("-waiver__docketed_at", "-pk")
    page = Paginator(rows, IN_A_LIST).get_page(request.GET.get("page"))
    results = results_of([each.pk for each in page])
    return {"page": page, "results": {key: Result(result).label for key, result in results.items()}}
