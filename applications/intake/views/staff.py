"""What MDE's staff need besides: exports of the list, figures of a round; and PDFs for everybody who reads."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from applications.intake import exporting, services
from applications.intake.figures import figures_of
from applications.intake.models import Round
from applications.intake.paper import application_pdf, blank_pdf
from applications.intake.views.deciding import round_for
from applications.intake.views.listing import chosen_applications
from applications.intake.views.people import application_for
from portal.core.files import XLSX
from portal.core.policies import public, requires
from portal.core.sheets import csv_answer
from portal.drafts.queries import pathway_names

MOST_IN_ARCHIVE = 300


def _file(content: bytes, name: str, content_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
@requires("intake.export")
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Exactly what the list shows, as CSV, as a workbook, or as an archive with a PDF of each."""
    _, found = chosen_applications(request)
    applications = list(found.prefetch_related("answers"))
    if kind == "zip" and len(applications) > MOST_IN_ARCHIVE:
        messages.error(request, f"An archive holds at most {MOST_IN_ARCHIVE} applications. Please filter the list.")
        return redirect("intake:applications")
    services.note_export(kind=kind, query=request.GET.urlencode(), count=len(applications), actor=request.user)
    if kind == "zip":
        return _file(exporting.archive_of(applications), "applications.zip", "application/zip")
    header, rows = exporting.table_of(applications)
    if kind == "xlsx":
        return _file(exporting.workbook_of(header, rows), "applications.xlsx", XLSX.content_type)
    if kind == "csv":
        return csv_answer("applications.csv", header, rows)
    raise Http404


@require_safe
@requires("intake.read", on=application_for)
def application_file(request: HttpRequest, application: Any) -> HttpResponse:
    """The application as a tagged PDF."""
    services.note_view(application, what="pdf", actor=request.user)
    content = application_pdf(application, pathway_names())
    return _file(content, f"application-{application.reference}.pdf", "application/pdf")


@require_safe
@public
def blank_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The blank form as a tagged PDF, to write on."""
    found = get_object_or_404(Round.objects.published(), slug=slug)
    return _file(blank_pdf(found, pathway_names()), f"{found.slug}-questions.pdf", "application/pdf")


@require_safe
@requires("intake.see_decisions", on=round_for)
def figures(request: HttpRequest, call: Round) -> HttpResponse:
    """The round in figures: received by day, by region, rurality and PLC, and the spread of scores."""
    return render(request, "intake/figures.html", {"call": call, **figures_of(request.user, call)})
