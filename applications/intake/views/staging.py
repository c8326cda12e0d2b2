"""The stages of a round: which application is at which, and taking several of them on together."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from applications.intake import services
from applications.intake.forms import StageForm
from applications.intake.models import Application, Round
from applications.intake.queries import districts_not_shown
from applications.intake.stages import at
from applications.intake.views.deciding import round_for
from portal.core.policies import requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires("intake.release", on=round_for)
def stages(request: HttpRequest, call: Round) -> HttpResponse:
    """Who is at which stage; what is ticked comes to another one together."""
    found = _with_mde(request, call)
    form = StageForm(request.POST or None, applications=found, stages=call.stages)
    if form.is_valid():
        moved = services.enter_stages(form.chosen(), stage=form.cleaned_data["stage"], actor=request.user)
        messages.success(request, f"{moved} application{'' if moved == 1 else 's'} moved.")
        return redirect("intake:stages", slug=call.slug)
    context = {"call": call, "form": form, "columns": _columns(call, found), "has_errors": form.is_bound}
    return render(request, "intake/stages.html", context)


def _with_mde(request: HttpRequest, call: Round) -> list[Application]:
    """What MDE has and the reader is free to judge."""
    found = list(call.applications.awaiting_decision().select_related("district").order_by("district__name"))
    tied = districts_not_shown(request.user, call)
    return [application for application in found if application.district_id not in tied]


def _columns(call: Round, found: list[Application]) -> list[tuple[str, list[Application]]]:
    """The applications by stage, in the order of stages; those at none come first."""
    known = call.stages
    none = [application for application in found if at(known, application.stage) is None]
    columns: list[Any] = [("At no stage yet", none)] if none else []
    return columns + [(each.name, [one for one in found if one.stage == each.key]) for each in known]
