"""Measures are made, changed, closed and opened again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.policies import is_facilitator
from portal.core.policies import requires
from portal.measures import services
from portal.measures.forms import CloseForm, MeasureForm, StartForm
from portal.measures.models import Measure
from portal.measures.views.finding import measure_for
from portal.network.models import Pathway
from portal.network.providers import CircleRole, circles_of

FORMS = ["GET", "HEAD", "POST"]


def led_by(user: Any) -> Any:
    """The PLCs for which a person may make measures."""
    if is_facilitator(user):
        return Pathway.objects.all()
    return Pathway.objects.filter(pk__in=[pk for pk, role in circles_of(user).items() if role == CircleRole.LEAD])


@require_http_methods(FORMS)
@requires("measures.start")
def start(request: HttpRequest) -> HttpResponse:
    """A PLC begins a measure."""
    chosen = request.GET.get("plc", "")
    first = {"pathway": chosen} if chosen.isdigit() and len(chosen) < 10 else {}
    form = StartForm(request.POST or None, pathways=led_by(request.user), initial=first)
    if form.is_valid():
        measure = services.start_measure(**form.cleaned_data, actor=request.user)
        messages.success(request, "The measure is there. Its PLC sees it now; enter the first readings.")
        return redirect(measure)
    context = {"form": form, "has_errors": bool(form.errors), "may_any": led_by(request.user).exists()}
    return render(request, "measures/start.html", context)


@require_http_methods(FORMS)
@requires("measures.keep", on=measure_for)
def edit(request: HttpRequest, measure: Measure) -> HttpResponse:
    """Say anew what is asked and how it is counted."""
    title = measure.title
    form = MeasureForm(request.POST or None, instance=measure)
    if form.is_valid():
        services.edit_measure(measure, **form.cleaned_data, actor=request.user)
        messages.success(request, "Saved. What was frozen for a waiver keeps the words it had.")
        return redirect(measure)
    context = {"measure": measure, "was": title, "form": form, "has_errors": bool(form.errors)}
    return render(request, "measures/edit.html", context)


@require_http_methods(FORMS)
@requires("measures.keep", on=measure_for)
def close(request: HttpRequest, measure: Measure) -> HttpResponse:
    """It is read no more, for a reason."""
    form = CloseForm(request.POST or None)
    if form.is_valid():
        services.close_measure(measure, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Closed. Its readings stay.")
        return redirect(measure)
    return render(request, "measures/close.html", {"measure": measure, "form": form, "has_errors": bool(form.errors)})


@require_POST
@requires("measures.keep", on=measure_for)
def reopen(request: HttpRequest, measure: Measure) -> HttpResponse:
    """It is read again."""
    services.reopen_measure(measure, actor=request.user)
    messages.success(request, "Open again: readings can be entered.")
    return redirect(measure)
