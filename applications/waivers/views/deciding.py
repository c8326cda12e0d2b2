"""MDE records the State Board's decision, and rescinds; the register of what holds."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from applications.waivers import queries, services
from applications.waivers.forms import BoardForm, RescindForm
from applications.waivers.models import Provision, Waiver
from applications.waivers.providers import results_of
from applications.waivers.states import Result
from applications.waivers.views.finding import FORMS, waiver_for
from portal.core.policies import public, requires
from portal.core.sheets import csv_answer

PAGE = 50
HEADER = [
    "District",
    "NCES id",
    "Docket",
    "Standard",
    "Topic",
    "From",
    "Until",
    "Disposition",
    "Conditions",
    "State",
    "Result",
]


@require_http_methods(FORMS)
@requires("waivers.record_board", on=waiver_for)
def record_board(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """What the State Board decided."""
    form = BoardForm(request.POST or None, waiver=waiver)
    if form.is_valid():
        services.record_board(waiver, **form.cleaned_data, actor=request.user)
        messages.success(request, "Recorded. The district has mail, and the register shows it.")
        return redirect(waiver)
    provisions = waiver.provisions.select_related("standard__standard")
    context = {"waiver": waiver, "form": form, "provisions": provisions, "has_errors": bool(form.errors)}
    return render(request, "waivers/record_board.html", context)


@require_http_methods(FORMS)
@requires("waivers.rescind", on=waiver_for)
def rescind(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """It holds no longer."""
    form = RescindForm(request.POST or None)
    if form.is_valid():
        services.rescind_waiver(waiver, **form.cleaned_data, actor=request.user)
        messages.success(request, "Rescinded. The district has mail.")
        return redirect(waiver)
    return render(request, "waivers/rescind.html", {"waiver": waiver, "form": form, "has_errors": bool(form.errors)})


def results_in_words(provisions: Iterable[Provision]) -> dict[int, str]:
    """What reports say of these provisions, by their keys."""
    return {key: Result(value).label for key, value in results_of([each.pk for each in provisions]).items()}


@require_safe
@public
def register(request: HttpRequest) -> HttpResponse:
    """Which district may vary which standard, from when until when, under which conditions."""
    shows_all = request.GET.get("all") == "1"
    page = Paginator(queries.register(shows_all=shows_all), PAGE).get_page(request.GET.get("page"))
    results = results_in_words(page)
    return render(request, "waivers/register.html", {"page": page, "shows_all": shows_all, "results": results})


@require_safe
@public
def register_file(request: HttpRequest) -> HttpResponse:
    """All that was ever granted, as a table to keep."""
    found = list(queries.register(shows_all=True))
    results = results_in_words(found)
    rows = [
        [
            str(district),
            district.pk,
            each.waiver.docket,
            each.standard.standard.number,
            each.standard.topic,
            each.begins_on,
            each.ends_on,
            each.get_disposition_display(),
            each.conditions,
            queries.standing(each),
            results.get(each.pk, ""),
        ]
        for each in found
        for district in queries.districts_of(each.waiver)
    ]
    return csv_answer("waivers.csv", HEADER, rows)
