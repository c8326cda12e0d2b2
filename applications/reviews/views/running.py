"""Running a panel: its grid, its people, and assignment by hand and automatically."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from applications.reviews import services
from applications.reviews.forms import AssignForm, MemberForm, PhaseForm, SheetForm
from applications.reviews.models import Assignment, Panel
from applications.reviews.queries import fingerprint, proposal, results, ties_of, ties_on
from applications.reviews.states import LIVE
from portal.core.policies import requires


def panel_for(request: HttpRequest, key: str) -> Panel:
    """The panel, for those who may see panels."""
    found = Panel.objects.filter(key=key).first()
    if found is None or not request.user.has_perm("reviews.see_panel"):
        raise Http404
    return found


@require_safe
@requires("reviews.see_panel", on=panel_for)
def panel(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Subjects by reviewers: states, conflicts with their reasons, scores and how far they lie apart."""
    return render(request, "reviews/panel.html", _grid(request, panel))


def _grid(request: HttpRequest, panel: Panel) -> dict[str, Any]:
    subjects = list(panel.subjects.present().visible_to(request.user).select_related("district", "panel"))
    people = list(panel.people.order_by("name", "pk"))
    found, ties = results(panel, subjects), ties_of(panel, subjects)
    held = Assignment.objects.filter(subject__in=subjects)
    cells = {(each.subject_id, each.reviewer_id): each for each in held.order_by("pk")}
    live = [each for each in cells.values() if each.state in LIVE]
    rows: list[dict[str, Any]] = [
        {
            "subject": subject,
            "result": found[subject.reference],
            "cells": [
                (person, cells.get((subject.pk, person.pk)), ties_on(ties, person.pk, subject)) for person in people
            ],
        }
        for subject in subjects
    ]
    loads = [(person, sum(each.reviewer_id == person.pk for each in live)) for person in people]
    conflicted = any(cell.state in LIVE and those for row in rows for _, cell, those in row["cells"] if cell)
    may_run = request.user.has_perm("reviews.run") and panel.is_open
    forms = (
        {
            "member_form": MemberForm(auto_id="id_member_%s"),
            "assign_form": AssignForm(panel, request.user),
            "sheet_form": SheetForm(),
            "phase_form": PhaseForm(initial={"others_shown": panel.others_shown, "names_shown": panel.names_shown}),
        }
        if may_run
        else {}
    )
    return {"panel": panel, "rows": rows, "loads": loads, "conflicted": conflicted, "may_run": may_run, **forms}


@require_POST
@requires("reviews.run", on=panel_for)
def add_member(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Put a person on the panel."""
    form = MemberForm(request.POST)
    if form.is_valid():
        services.add_member(panel, actor=request.user, **form.cleaned_data)
    else:
        messages.error(request, "Nobody has an account with this address.")
    return redirect(panel)


@require_POST
@requires("reviews.run", on=panel_for)
def assign(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Assign by hand."""
    form = AssignForm(panel, request.user, request.POST)
    if form.is_valid():
        services.assign_reviewer(form.cleaned_data["subject"], form.cleaned_data["person"], actor=request.user)
    else:
        messages.error(request, "Please choose what is reviewed, and by whom.")
    return redirect(panel)


@require_safe
@requires("reviews.run", on=panel_for)
def preview(request: HttpRequest, panel: Panel) -> HttpResponse:
    """What an automatic assignment would add, and where reviewers are lacking."""
    found = proposal(panel, request.user)
    subjects = {each.pk: each for each in panel.subjects.present().visible_to(request.user)}
    people = {each.pk: each for each in panel.people.all()}
    rows = [(subjects[number], [people[one] for one in those]) for number, those in found.added.items() if those]
    lacking = [(subjects[number], count) for number, count in found.lacking.items()]
    context = {"panel": panel, "rows": rows, "lacking": lacking, "shown": fingerprint(found)}
    return render(request, "reviews/preview.html", context)


@require_POST
@requires("reviews.run", on=panel_for)
def assign_automatically(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Take the proposal."""
    found = services.assign_automatically(panel, shown=request.POST.get("shown", ""), actor=request.user)
    count = sum(len(those) for those in found.added.values())
    messages.success(request, f"{count} reviews were assigned.")
    return redirect(panel)


@require_POST
@requires("reviews.run", on=panel_for)
def release_conflicted(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Take back the assignments of those who are tied by now."""
    found = services.release_conflicted(panel, actor=request.user)
    messages.success(request, f"{len(found)} assignments were taken back.")
    return redirect(panel)
