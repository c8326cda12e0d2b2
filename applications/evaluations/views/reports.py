"""One report: read, written, filed, accepted or sent back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.evaluations import services
from applications.evaluations.forms import ReportForm, ReturnForm
from applications.evaluations.models import Report
from applications.evaluations.queries import findings_of, hypotheses_of
from portal.core.errors import NotAllowed
from portal.core.files import serve
from portal.core.policies import public, requires


def report_for(request: HttpRequest, reference: str, number: int) -> Report:
    """A report on a waiver that the reader may know of."""
    found = Report.objects.visible_to(request.user).select_related("waiver__district", "waiver__pathway", "file")
    return get_object_or_404(found, waiver__reference=reference, number=number)


def _page(request: HttpRequest, found: Report, **more: Any) -> HttpResponse:
    is_read = found.is_read_by(request.user)
    may_check = request.user.has_perm("evaluations.check", found)
    context = {
        "report": found,
        "is_read": is_read,
        "findings": findings_of(found) if is_read else [],
        "may_write": request.user.has_perm("evaluations.write", found),
        "form": ReturnForm() if may_check else None,
        **more,
    }
    return render(request, "evaluations/report.html", context)


@require_safe
@public
def report(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A report: filed, its words; before that, when it is due."""
    return _page(request, report_for(request, reference, number))


@require_safe
@public
def report_file(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """The document of a report, for who may read the report."""
    found = report_for(request, reference, number)
    if found.file is None or not found.is_read_by(request.user):
        raise Http404
    return serve(found.file)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("evaluations.write", on=report_for)
def write(request: HttpRequest, report: Report) -> HttpResponse:
    """Write it; keep it, or file it."""
    hypotheses = hypotheses_of(report.waiver)
    form = ReportForm(request.POST or None, request.FILES or None, report=report, hypotheses=hypotheses)
    if form.is_valid():
        try:
            return _kept(request, report, form)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
    return render(request, "evaluations/write.html", {"report": report, "form": form, "has_errors": bool(form.errors)})


def _kept(request: HttpRequest, report: Report, form: ReportForm) -> HttpResponse:
    facts = {name: form.cleaned_data[name] for name in ("words", "advice", "file", "version")}
    fresh = services.save_report(report, **facts, found=form.found, actor=request.user)
    if request.POST.get("then") != "file":
        messages.success(request, "Kept. It is read by nobody else until you file it.")
        return redirect(fresh)
    try:
        services.file_report(fresh, actor=request.user)
    except NotAllowed as refused:
        messages.warning(request, f"Kept, but not filed. {refused}")
        return redirect("evaluations:write", reference=fresh.waiver.reference, number=fresh.number)
    messages.success(request, "Filed. Everybody can read it, and MDE has mail.")
    return redirect(fresh)


@require_POST
@requires("evaluations.check", on=report_for)
def accept(request: HttpRequest, report: Report) -> HttpResponse:
    """It says what it has to say."""
    services.accept_report(report, actor=request.user)
    messages.success(request, "Accepted. The district has mail.")
    return redirect(report)


@require_POST
@requires("evaluations.check", on=report_for)
def send_back(request: HttpRequest, report: Report) -> HttpResponse:
    """Something is lacking."""
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, report, form=form, has_errors=True)
    services.return_report(report, **form.cleaned_data, actor=request.user)
    messages.success(request, "Sent back. The district has a mail with your words.")
    return redirect(report)
