"""PDSA cycles: planning, the page of one, writing it, beginning and concluding the trial, dropping, promoting."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plcs.initiatives import queries, services
from plcs.initiatives.forms import DropForm, PlanForm, cycle_form
from plcs.initiatives.models import Cycle, Idea
from plcs.initiatives.services import Clash
from plcs.initiatives.views.finding import FORMS, around, cycle_for, idea_for, with_version
from portal.core.errors import NotAllowed
from portal.core.policies import requires

USUAL = timedelta(days=14)


@require_http_methods(FORMS)
@requires("initiatives.write", on=idea_for)
def plan(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Plan a cycle; what an earlier one of the idea was to do next stands there already."""
    today = timezone.localdate()
    start = {"owner": request.user, "begins_on": today, "ends_on": today + USUAL, "plan": queries.next_step_of(idea)}
    form = PlanForm(request.POST or None, initiative=idea.initiative, initial=start)
    if form.is_valid():
        try:
            made = services.plan_cycle(idea, **form.cleaned_data, actor=request.user)
            messages.success(request, "Planned. Begin it on its page when the trial starts.")
            return redirect(made)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
    return render(request, "initiatives/plan.html", around(idea, idea=idea, form=form, has_errors=form.errors))


@require_safe
@requires("initiatives.read", on=cycle_for)
def cycle(request: HttpRequest, found: Cycle) -> HttpResponse:
    """One cycle, step by step."""
    context = around(
        found,
        cycle=found,
        others=queries.others_of(found),
        may_write=request.user.has_perm("initiatives.write_cycle", found),
        may_plan=request.user.has_perm("initiatives.write", found.initiative),
        may_promote=request.user.has_perm("initiatives.promote", found),
        is_inside=request.user.has_perm("initiatives.list", found.workgroup),
    )
    return render(request, "initiatives/cycle.html", context)


@require_http_methods(FORMS)
@requires("initiatives.write_cycle", on=cycle_for)
def write(request: HttpRequest, found: Cycle) -> HttpResponse:
    """Write a cycle; what cannot be saved comes back with all its words."""
    form = cycle_form(found, request.POST or None)
    clash: Clash | None = None
    if form.is_valid():
        try:
            saved = services.write_cycle(found, **form.cleaned_data, actor=request.user)
            if not isinstance(saved, Clash):
                return go_further(request, saved)
            clash = saved
            form.data = with_version(request, clash.version)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
    context = around(found, cycle=found, form=form, has_errors=form.errors or clash)
    return render(request, "initiatives/write.html", context | {"clash": clash, "apart": apart(form, clash)})


def apart(form: PlanForm, clash: Clash | None) -> list[tuple[str, str, str]]:
    """For each field of text that differs: its name, what stands in the portal, what was sent."""
    if clash is None:
        return []
    names = [name for name in form.fields if name in ("question", "prediction", "plan", "happened", "learned")]
    pairs = [(str(form.fields[name].label), getattr(clash.stands, name), form.cleaned_data[name]) for name in names]
    return [each for each in pairs if each[1] != each[2]]


def go_further(request: HttpRequest, saved: Cycle) -> HttpResponse:
    """After saving, the next step if it was asked for; where it is refused, what was written is saved all the same."""
    steps: dict[str, Any] = {"run": services.run_cycle, "conclude": services.conclude_cycle}
    words = {"run": "The trial has begun.", "conclude": "Thank you. The PLC is told what you learned."}
    then = request.POST.get("then", "")
    if then not in steps:
        messages.success(request, "Saved.")
        return redirect(saved)
    try:
        steps[then](saved, actor=request.user)
    except NotAllowed as refused:
        messages.warning(request, f"What you wrote is saved. {refused}")
        return redirect(saved.get_absolute_url() + "write/")
    messages.success(request, words[then])
    return redirect(saved)


@require_http_methods(FORMS)
@requires("initiatives.write_cycle", on=cycle_for)
def drop(request: HttpRequest, found: Cycle) -> HttpResponse:
    """Drop a cycle, with the reason."""
    form = DropForm(request.POST or None)
    if form.is_valid():
        services.drop_cycle(found, **form.cleaned_data, actor=request.user)
        messages.success(request, "It is dropped. The reason stands on its page.")
        return redirect(found)
    return render(request, "initiatives/drop.html", around(found, cycle=found, form=form, has_errors=form.errors))


@require_POST
@requires("initiatives.promote", on=cycle_for)
def promote(request: HttpRequest, found: Cycle) -> HttpResponse:
    """Begin a practice with what the cycle taught."""
    address = services.promote_cycle(found, actor=request.user)
    messages.success(request, "A draft of a practice was begun. It says where it comes from.")
    return redirect(address)
