"""The public pages: the directory and its download, a district, a school."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.core.policies import public
from portal.core.sheets import csv_answer
from portal.districts import providers, queries
from portal.districts.forms.directory import DirectoryForm
from portal.districts.locales import MEANINGS
from portal.districts.map import map_of_county, map_of_network
from portal.districts.models import District, School

PAGE_ROWS = 50
CSV_HEADER = ["NCES id", "Name", "Kind", "County", "Region", "City", "Locale code", "Locale"]
CSV_HEADER += ["Lowest grade", "Highest grade", "Latitude", "Longitude", "Note"]


@require_safe
@public
def directory(request: HttpRequest) -> HttpResponse:
    """The districts of the state with filters, and the county map of the network."""
    columns = providers.columns()
    form = DirectoryForm(request.GET, columns=columns)
    page = Paginator(queries.directory(form.criteria()), PAGE_ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "has_errors": bool(form.errors),
        "page": page,
        "labels": [column.label for column in columns],
        "rows": queries.rows(page.object_list, columns),
        "filters": form.words(),
        "query": query_of(request),
        "map": map_of_network(),
    }
    return render(request, "districts/directory.html", context)


@require_safe
@public
def download(request: HttpRequest) -> HttpResponse:
    """The same rows, all of them, as a table for a spreadsheet."""
    columns = providers.columns()
    found = queries.directory(DirectoryForm(request.GET, columns=columns).criteria())
    header = CSV_HEADER + [column.label for column in columns]
    return csv_answer("districts.csv", header, csv_rows(queries.rows(found, columns)))


def csv_rows(rows: list[dict[str, Any]]) -> Iterator[list[Any]]:
    """The cells of the download, in the order of its header."""
    for row in rows:
        each: District = row["district"]
        county, region = (each.county.name, each.county.get_region_display()) if each.county else ("", "")
        yield [
            *(each.leaid, each.name, each.get_kind_display(), county, region, each.city),
            *(each.locale, each.get_locale_display(), each.low_grade, each.high_grade),
            *(each.latitude, each.longitude, each.status_note),
            *row["cells"],
        ]


@require_safe
@public
def district(request: HttpRequest, leaid: str) -> HttpResponse:
    """One district: facts, schools, results, people for those who may see them, and who is near."""
    found = get_object_or_404(District.objects.select_related("county"), pk=leaid)
    context = {
        "district": found,
        "locale_meaning": MEANINGS.get(found.locale, ""),
        "schools": list(found.schools.all()),
        "panels": providers.panels_for(found, request.user),
        "near": queries.nearest_marked(found),
        "map": map_of_county(found.county_id),
    }
    return render(request, "districts/district.html", context)


@require_safe
@public
def school(request: HttpRequest, pk: int) -> HttpResponse:
    """One school: facts and results."""
    found = get_object_or_404(School.objects.select_related("district__county"), pk=pk)
    panels = providers.panels_for(found, request.user)
    return render(request, "districts/school.html", {"school": found, "panels": panels})


def query_of(request: HttpRequest) -> str:
    """The filters of this page as a query string, for the download of the same rows."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
