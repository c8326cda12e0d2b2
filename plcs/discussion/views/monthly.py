"""The question that a PLC is asked each month: turned on, changed, turned off by its leads."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from plcs.discussion import services
from plcs.discussion.forms import MonthlyForm
from plcs.discussion.models import MonthlyQuestion
from plcs.discussion.threads import monthly_of
from plcs.workgroups.models import Workgroup
from plcs.workgroups.views.finding import entered_workgroup
from portal.core.errors import NotAllowed
from portal.core.policies import requires

FORMS = ["GET", "HEAD", "POST"]


@require_http_methods(FORMS)
@requires("workgroups.lead", on=entered_workgroup)
def monthly(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Turn the question on, or change it; who saves a paused one asks it from now on."""
    known: Any = MonthlyQuestion.objects.filter(workgroup=workgroup).values("question", "day").first()
    form = MonthlyForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            services.set_monthly(workgroup, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Kept. The page of the PLC says when it is asked next.")
            return redirect(f"{workgroup.get_absolute_url()}#threads")
    context = {"workgroup": workgroup, "form": form, "monthly": monthly_of(workgroup)}
    return render(request, "discussion/monthly.html", {**context, "has_errors": bool(form.errors)})


@require_POST
@requires("workgroups.lead", on=entered_workgroup)
def turn_off(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Ask no longer."""
    services.turn_off_monthly(workgroup, actor=request.user)
    messages.success(request, "Turned off. What was asked and answered stays.")
    return redirect("discussion:monthly", workgroup.slug)
