"""Measures are read: the list, one measure, its changes, its readings as a file."""

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.core.policies import requires
from portal.core.sheets import csv_answer
from portal.districts.policies import offices_of
from portal.measures import entry, tables
from portal.measures.models import Measure
from portal.measures.queries import board_of, revisions_of, told_changes, with_charts
from portal.measures.views.finding import measure_for

ON_A_PAGE, SCHOOLS_ON_A_PAGE, LATEST = 20, 12, 5


@require_safe
@requires("measures.list")
def measures(request: HttpRequest) -> HttpResponse:
    """The measures of the person's PLCs, open ones first; for MDE's staff all."""
    found = Measure.objects.visible_to(request.user).select_related("pathway", "begun_by")
    ordered = found.order_by("pathway__position", "pathway__name", "-state", "title", "pk")
    page = Paginator(ordered, ON_A_PAGE).get_page(request.GET.get("page"))
    measured = with_charts(list(page.object_list))
    groups = [(plc, list(group)) for plc, group in groupby(measured, key=lambda each: each.measure.pathway)]
    context = {"page": page, "groups": groups, "may_start": request.user.has_perm("measures.start")}
    return render(request, "measures/measures.html", context)


@require_safe
@requires("measures.read", on=measure_for)
def measure(request: HttpRequest, measure: Measure) -> HttpResponse:
    """One measure: its chart, in words, by school, and what was changed."""
    board = board_of(measure)
    places = tables.places_of(board, offices_of(request.user))
    page = Paginator(places, SCHOOLS_ON_A_PAGE).get_page(request.GET.get("page"))
    changed = revisions_of(measure).filter(version__gt=1)[:LATEST]
    context: dict[str, Any] = {"measure": measure, "chart": board.together(), "page": page, "has_places": bool(places)}
    context["months"], context["rows"] = tables.by_school(board, list(page.object_list), request.user)
    context["changes"] = told_changes(changed, board, request.user)
    context |= {name: request.user.has_perm(f"measures.{name}", measure) for name in ("keep", "enter")}
    return render(request, "measures/measure.html", context)


@require_safe
@requires("measures.read", on=measure_for)
def changes(request: HttpRequest, measure: Measure) -> HttpResponse:
    """Everything that was written about its readings, the newest first."""
    page = Paginator(revisions_of(measure), ON_A_PAGE).get_page(request.GET.get("page"))
    told = told_changes(page.object_list, board_of(measure), request.user)
    return render(request, "measures/changes.html", {"measure": measure, "page": page, "changes": told})


@require_safe
@requires("measures.read", on=measure_for)
def readings_file(request: HttpRequest, measure: Measure) -> HttpResponse:
    """All its readings as a file, which can be sent back."""
    rows = tables.file_rows(measure, request.user)
    return csv_answer(f"measure-{measure.reference}.csv", entry.HEADER, rows)
