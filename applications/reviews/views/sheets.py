"""Assignments by a sheet, the sheet of what is assigned, the phase of a panel, and its end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from applications.reviews import services, sheet
from applications.reviews.forms import PhaseForm, SheetForm
from applications.reviews.models import Assignment, Panel
from applications.reviews.states import LIVE
from applications.reviews.views.running import panel_for
from portal.core.policies import requires
from portal.core.sheets import csv_answer


@require_POST
@requires("reviews.run", on=panel_for)
def assign_sheet(request: HttpRequest, panel: Panel) -> HttpResponse:
    """First what each row would do; confirmed, the rows that can be are assigned."""
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect(panel)
    rows = sheet.checked(panel, form.cleaned_data["text"], request.user)
    good = [row for row in rows if not row.wrong]
    if form.cleaned_data["confirmed"]:
        for row in good:
            services.assign_reviewer(row.subject, row.person, actor=request.user)
        messages.success(request, f"{len(good)} reviews were assigned.")
        return redirect(panel)
    text = "\n".join(f"{row.reference},{row.email}" for row in good)
    return render(request, "reviews/sheet.html", {"panel": panel, "rows": rows, "good": len(good), "text": text})


@require_safe
@requires("reviews.run", on=panel_for)
def assignments(request: HttpRequest, panel: Panel) -> HttpResponse:
    """What is assigned now, as a sheet that can be changed and sent back."""
    subjects = panel.subjects.present().visible_to(request.user)
    found = Assignment.objects.filter(subject__in=subjects.values("pk"), state__in=LIVE)
    rows = found.order_by("subject__reference").values_list("subject__reference", "reviewer__email", "state")
    return csv_answer(f"{panel.key}-assignments.csv", ["reference", "email", "state"], rows)


@require_POST
@requires("reviews.run", on=panel_for)
def release(request: HttpRequest, panel: Panel, number: int) -> HttpResponse:
    """Take one assignment back."""
    found = get_object_or_404(Assignment.objects.visible_to(request.user), pk=number, subject__panel=panel)
    services.release_assignment(found, reason=request.POST.get("reason", "")[:300], actor=request.user)
    messages.success(request, "The assignment was taken back. The place is free for another reviewer.")
    return redirect(panel)


@require_POST
@requires("reviews.run", on=panel_for)
def set_phase(request: HttpRequest, panel: Panel) -> HttpResponse:
    """When reviewers see each other's scores, and whether they see names."""
    form = PhaseForm(request.POST)
    if form.is_valid():
        services.set_phase(panel, actor=request.user, **form.cleaned_data)
        messages.success(request, "Reviewers see each other as you chose.")
    else:
        messages.error(request, "Please choose when reviewers see each other’s scores.")
    return redirect(panel)


@require_POST
@requires("reviews.run", on=panel_for)
def close(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Nothing more is assigned or scored."""
    services.close_panel(panel, actor=request.user)
    messages.success(request, "The panel is closed. Its scores stand.")
    return redirect(panel)
