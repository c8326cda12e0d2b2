"""Standards to be varied, many at once: all of them are taken, or none."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from applications.waivers import services
from applications.waivers.forms import ImportForm, read_json
from applications.waivers.models import Waiver
from applications.waivers.views.finding import FORMS, waiver_for
from portal.core.errors import NotAllowed
from portal.core.policies import requires

JSON, REFUSED = "application/json", 422


@require_http_methods(FORMS)
@requires("waivers.write", on=waiver_for)
def import_provisions(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """From a CSV file."""
    form = ImportForm(request.POST or None, request.FILES or None)
    sheet = form.cleaned_data["file"] if form.is_valid() else None
    if sheet and not sheet.findings:
        try:
            made = services.write_provisions(waiver, sheet.rows, actor=request.user)
        except NotAllowed as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, f"{len(made)} taken. Say of each what should move.")
            return redirect(waiver)
    findings = sheet.findings if sheet else []
    context = {"waiver": waiver, "form": form, "findings": findings, "has_errors": bool(form.errors)}
    return render(request, "waivers/import.html", context)


@require_POST
@requires("waivers.write", on=waiver_for)
def provisions_data(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """From a program, as JSON: 201 with how many were made, or 422 with what is wrong, and nothing is written."""
    try:
        sheet = read_json(request.body if request.content_type == JSON else b"")
        if sheet.findings:
            return JsonResponse({"findings": [asdict(each) for each in sheet.findings]}, status=REFUSED)
        made = services.write_provisions(waiver, sheet.rows, actor=request.user)
    except NotAllowed as refused:
        return JsonResponse({"error": str(refused)}, status=REFUSED)
    return JsonResponse({"created": len(made)}, status=201)
