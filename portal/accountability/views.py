"""The pages of imports: the list, the upload, what a file would do, and what is done with it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accountability import services
from portal.accountability.forms import UploadForm
from portal.accountability.models import ImportRun
from portal.accountability.states import ImportState
from portal.core.policies import requires
from portal.core.sheets import csv_answer

PERMISSION = "accountability.import_data"
RUNS, ROWS = 25, 50


def run_for(request: HttpRequest, pk: int) -> ImportRun:
    """The import, for those who may see it."""
    run = ImportRun.objects.visible_to(request.user).select_related("file", "uploaded_by").filter(pk=pk).first()
    if run is None:
        raise Http404
    return run


@require_safe
@requires(PERMISSION)
def imports(request: HttpRequest) -> HttpResponse:
    """All imports, newest first."""
    runs = ImportRun.objects.visible_to(request.user).select_related("file", "uploaded_by")
    runs = runs.defer("findings", "diff", "computed", "notes")
    page = Paginator(runs, RUNS).get_page(request.GET.get("page"))
    return render(request, "accountability/imports.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(PERMISSION)
def new(request: HttpRequest) -> HttpResponse:
    """Choose a file and send it. It is only checked, not yet imported."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return redirect(services.upload_file(actor=request.user, **form.said()))
    return render(request, "accountability/new.html", {"form": form, "has_errors": bool(form.errors)})


@require_safe
@requires(PERMISSION, on=run_for)
def show(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """What a file would do, row by row, and the buttons to do it."""
    shows_changes = request.GET.get("show") == "changes"
    rows: list[dict[str, Any]] = run.diff if shows_changes else run.findings
    context = {
        "run": run,
        "shows_changes": shows_changes,
        "left_out": run.rows - run.created - run.changed - run.unchanged,
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "is_waiting": run.state in (ImportState.UPLOADED, ImportState.CHECKING),
        "can_confirm": run.state == ImportState.READY and bool(run.created or run.changed),
        "can_discard": run.state in (ImportState.UPLOADED, ImportState.CHECKING, ImportState.READY),
    }
    return render(request, "accountability/import.html", context)


@require_safe
@requires(PERMISSION, on=run_for)
def findings(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """All findings as a table for a spreadsheet."""
    columns = ("row", "column", "value", "reason")
    rows = ([finding[column] for column in columns] for finding in run.findings)
    return csv_answer(f"findings-{run.pk}.csv", ["Row", "Column", "Value", "Reason"], rows)


@require_POST
@requires(PERMISSION, on=run_for)
def confirm(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Do what the check showed."""
    return redirect(services.confirm_import(run, actor=request.user))


@require_POST
@requires(PERMISSION, on=run_for)
def discard(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Put the file aside."""
    return redirect(services.discard_import(run, actor=request.user))
