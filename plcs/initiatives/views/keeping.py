"""Initiatives: the list of a PLC, the page of one, beginning, changing and ending it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plcs.initiatives import queries, services
from plcs.initiatives.forms import DriverForm, InitiativeFilter, InitiativeForm, OutcomeForm
from plcs.initiatives.models import Initiative
from plcs.initiatives.views.finding import FORMS, around, initiative_for, plc_for, with_version
from plcs.workgroups.models import Workgroup
from plcs.workgroups.policies import place_of
from portal.core.errors import NotAllowed
from portal.core.policies import requires
from portal.core.sheets import csv_answer

PAGE = 20
HEADER = ["Idea", "Cycle", "State", "Question", "Prediction", "Plan", "Begins", "Ends", "Do", "Study", "Act", "Next"]


@require_safe
@requires("initiatives.list", on=plc_for)
def initiatives(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """What the districts of a PLC try, or those that were asked for."""
    form = InitiativeFilter(request.GET or None, workgroup=workgroup)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.initiatives(workgroup, state=chosen.get("state", ""), district=chosen.get("district"))
    context = {
        "workgroup": workgroup,
        "filter": form,
        "is_filtered": any(chosen.values()),
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "may_begin": request.user.has_perm("initiatives.begin", workgroup),
    }
    return render(request, "initiatives/initiatives.html", context)


@require_http_methods(FORMS)
@requires("initiatives.begin", on=plc_for)
def begin(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Begin an initiative for the district for which one is in the PLC."""
    place: Any = place_of(request.user, workgroup)
    form = InitiativeForm(request.POST or None, workgroup=workgroup)
    if form.is_valid():
        facts = {"district": place.district, **form.cleaned_data}
        made = services.begin_initiative(workgroup, **facts, actor=request.user)
        messages.success(request, "It is begun. Next: what has to change so that the aim is reached?")
        return redirect(made)
    context = {"workgroup": workgroup, "district": place.district, "form": form, "has_errors": form.errors}
    return render(request, "initiatives/begin.html", context)


@require_safe
@requires("initiatives.read", on=initiative_for)
def initiative(request: HttpRequest, found: Initiative) -> HttpResponse:
    """One initiative: its aim, its driver diagram with the cycles, its measures."""
    may_write = request.user.has_perm("initiatives.write", found)
    context = around(
        found,
        diagram=queries.diagram(found),
        measured=queries.measured(found) if request.user.has_perm("initiatives.list", found.workgroup) else [],
        may_write=may_write,
        may_go_on=request.user.has_perm("initiatives.go_on", found),
        is_inside=request.user.has_perm("initiatives.list", found.workgroup),
        form=DriverForm(initiative=found) if may_write else None,
    )
    return render(request, "initiatives/initiative.html", context)


@require_safe
@requires("initiatives.read", on=initiative_for)
def cycles_file(request: HttpRequest, found: Initiative) -> HttpResponse:
    """All its cycles as a table to keep."""
    rows = [cycle_row(cycle) for cycle in queries.cycles(found)]
    return csv_answer(f"initiative-{found.reference}.csv", HEADER, rows)


def cycle_row(cycle: Any) -> list[Any]:
    """A cycle as a row of the file."""
    plan = [cycle.question, cycle.prediction, cycle.plan, cycle.begins_on, cycle.ends_on]
    seen = [cycle.happened, cycle.learned, cycle.get_act_display(), cycle.next_step]
    return [cycle.idea.words, cycle.number, cycle.get_state_display(), *plan, *seen]


@require_http_methods(FORMS)
@requires("initiatives.write", on=initiative_for)
def change(request: HttpRequest, found: Initiative) -> HttpResponse:
    """Change the aim, its day or its measures."""
    form = InitiativeForm(request.POST or None, workgroup=found.workgroup, initiative=found)
    if form.is_valid():
        try:
            services.change_initiative(found, **form.cleaned_data, actor=request.user)
            messages.success(request, "Saved.")
            return redirect(found)
        except NotAllowed as refused:
            form.add_error(None, f"{refused} It stands so: “{found.title}”. {found.aim}")
            form.data = with_version(request, found.version)
    return render(request, "initiatives/change.html", around(found, form=form, has_errors=form.errors))


@require_http_methods(FORMS)
@requires("initiatives.write", on=initiative_for)
def end(request: HttpRequest, found: Initiative) -> HttpResponse:
    """Finish or stop it, with what came of it."""
    form = OutcomeForm(request.POST or None)
    if form.is_valid():
        try:
            services.move_initiative(found, **form.cleaned_data, actor=request.user)
            messages.success(request, "Thank you. What came of it stands on its page.")
            return redirect(found)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
    return render(request, "initiatives/end.html", around(found, form=form, has_errors=form.errors))


@require_POST
@requires("initiatives.go_on", on=initiative_for)
def go_on(request: HttpRequest, found: Initiative) -> HttpResponse:
    """Take an initiative up again that had ended."""
    services.move_initiative(found, verb="go_on", outcome=found.outcome, actor=request.user)
    messages.success(request, "It is under way again.")
    return redirect(found)
