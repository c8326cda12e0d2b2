"""Everybody reads the standards: the catalogue, its downloads, one standard, its versions."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.core.http import with_query
from portal.core.policies import public
from portal.core.sheets import csv_answer
from portal.standards import queries
from portal.standards.forms import CatalogueForm
from portal.standards.models import UNEXAMINED, Edition, Standard, StandardVersion
from portal.standards.providers import panels_for
from portal.standards.views.finding import edition_for, standard_for

ON_A_PAGE, STEPS_ON_A_PAGE = 100, 10
HEADER = ["Edition", "Number", "Topic", "Heading", "Official text", "Demanded by law", "The law", "May it be waived"]
HEADER += ["Legal reason", "Read in", "Version", "Written on", "Address"]


@require_safe
@public
def catalogue(request: HttpRequest) -> HttpResponse:
    """The edition in force; where none is, the newest."""
    current = Edition.objects.visible_to(request.user).current()
    return show(request, current or Edition.objects.first())


@require_safe
@public
def edition(request: HttpRequest, edition: str) -> HttpResponse:
    """The standards of one edition."""
    return show(request, edition_for(request, edition))


def show(request: HttpRequest, edition: Edition | None) -> HttpResponse:
    """The standards of an edition by heading, with filters, and the other editions."""
    form = CatalogueForm(request.GET)
    found = queries.catalogue(edition, form.criteria()) if edition else StandardVersion.objects.none()
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    groups = groupby(page.object_list, key=lambda each: each.get_heading_display())
    context = {
        "edition": edition,
        "current": Edition.objects.current(),
        "editions": [(each.name, each.get_absolute_url()) for each in Edition.objects.all()],
        "form": form,
        "has_errors": bool(form.errors),
        "page": page,
        "groups": [(heading, list(versions)) for heading, versions in groups],
        "filters": form.words(),
        "more": with_query("", **form.criteria()),
        "may_keep": request.user.has_perm("standards.keep"),
    }
    return render(request, "standards/catalogue.html", context)


@require_safe
@public
def download(request: HttpRequest, edition: str) -> HttpResponse:
    """The same rows, all of them, as a table for a spreadsheet."""
    found = edition_for(request, edition)
    rows = queries.catalogue(found, CatalogueForm(request.GET).criteria())
    return csv_answer(f"standards-{found.code}.csv", HEADER, file_rows(rows))


def file_rows(versions: Any) -> Iterator[list[Any]]:
    """A row for each standard, in the order of the header."""
    for each in versions:
        words = [queries.shown(each, name) for name in queries.WORDS]
        written = f"{timezone.localtime(each.at):%Y-%m-%d}"
        address = settings.SITE_URL + each.standard.get_absolute_url()
        yield [each.standard.edition.code, each.standard.number, *words, each.ordinal, written, address]


@require_safe
@public
def data(request: HttpRequest, edition: str) -> JsonResponse:
    """The same rows for programs, with the words that the portal keeps."""
    found = edition_for(request, edition)
    rows = queries.catalogue(found, CatalogueForm(request.GET).criteria())
    told = {"edition": found.code, "name": found.name, "source": found.source, "until": found.effective_until}
    listed = [told_of(each) for each in rows]
    return JsonResponse({**told, "from": found.effective_from, "count": len(listed), "results": listed})


def told_of(version: StandardVersion) -> dict[str, Any]:
    """A standard as it stands, for a program."""
    words = {name: getattr(version, name) for name in queries.WORDS}
    facts = {"number": version.standard.number, "version": version.ordinal, "written": version.at.isoformat()}
    return {**facts, **words, "url": settings.SITE_URL + version.standard.get_absolute_url()}


@require_safe
@public
def standard(request: HttpRequest, edition: str, number: str) -> HttpResponse:
    """One standard as it stands: its words, what became of it, its history, and what areas add."""
    return show_version(request, standard_for(request, edition, number), None)


@require_safe
@public
def version(request: HttpRequest, edition: str, number: str, ordinal: int) -> HttpResponse:
    """One version, at an address that stays."""
    return show_version(request, standard_for(request, edition, number), ordinal)


def show_version(request: HttpRequest, standard: Standard, ordinal: int | None) -> HttpResponse:
    """A standard's page with the version of this number, or the one that stands."""
    steps = queries.history(standard)
    versions = {step.version.ordinal: step.version for step in steps}
    stands = steps[0].version
    if ordinal is not None and ordinal not in versions:
        raise Http404
    later, earlier = queries.links_later(standard), queries.links_earlier(standard)
    context = {
        "standard": standard,
        "stands": stands,
        "version": versions[stands.ordinal if ordinal is None else ordinal],
        "steps": Paginator(steps, STEPS_ON_A_PAGE).get_page(request.GET.get("page")),
        "later": later,
        "earlier": earlier,
        "topics": queries.topics_of([*later, *earlier]),
        "panels": panels_for(standard, request.user),
        "unexamined": UNEXAMINED,
        "may_keep": request.user.has_perm("standards.keep"),
    }
    return render(request, "standards/standard.html", context)
