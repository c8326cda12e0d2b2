"""The directory of PLCs, the page of one, its charter, its beginning and its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plcs.workgroups import queries, services
from plcs.workgroups.forms import CharterForm, ReasonForm
from plcs.workgroups.models import SeatRequest, Workgroup
from plcs.workgroups.providers import sections_for
from plcs.workgroups.states import SeatRequestState
from plcs.workgroups.views.finding import workgroup_for
from portal.core.errors import NotAllowed
from portal.core.policies import public, requires
from portal.network.models import Pathway

FORMS = ["GET", "HEAD", "POST"]


@require_safe
@public
def workgroups(request: HttpRequest) -> HttpResponse:
    """All PLCs: what each is for, its districts, who leads."""
    found = Workgroup.objects.visible_to(request.user).select_related("pathway").prefetch_related("lead_districts")
    entries = queries.directory(request.user, found)
    context: dict[str, Any] = {
        "mine": [entry for entry in entries if entry.place],
        "others": [entry for entry in entries if not entry.place and entry.workgroup.is_open],
        "closed": [entry for entry in entries if not entry.place and not entry.workgroup.is_open],
    }
    if request.user.has_perm("workgroups.begin"):
        context["not_begun"] = Pathway.objects.filter(workgroup=None)
        asked = SeatRequest.objects.filter(state=SeatRequestState.REQUESTED)
        context["asked"] = asked.select_related("workgroup__pathway", "district", "asked_by")
    return render(request, "workgroups/workgroups.html", context)


@require_safe
@public
def workgroup(request: HttpRequest, slug: str) -> HttpResponse:
    """One PLC: for everybody what it is for and its districts; for its people what goes on in it."""
    found = workgroup_for(request, slug)
    return render(request, "workgroups/workgroup.html", page_of(request, found))


def page_of(request: HttpRequest, found: Workgroup) -> dict[str, Any]:
    """What the page of a PLC shows this reader."""
    user = request.user
    entry = queries.directory(user, [found])[0]
    is_inside = user.has_perm("workgroups.enter", found)
    permissions = ("lead", "close", "see_people", "ask_seat", "leave_seat")
    may = {name: user.has_perm(f"workgroups.{name}", found) for name in permissions}
    joinable = queries.joinable(user, found) if user.is_authenticated and found.is_open and not entry.place else []
    asked = SeatRequest.objects.visible_to(user).filter(workgroup=found, state=SeatRequestState.REQUESTED)
    return {
        "workgroup": found,
        "entry": entry,
        "is_inside": is_inside,
        "may": may,
        "may_join": bool(joinable),
        "may_ask": may["ask_seat"] and queries.may_ask_for(user, found).exists(),
        "asked": list(asked.select_related("district")),
        "sections": sections_for(found, user) if is_inside else [],
    }


@require_POST
@requires("workgroups.begin")
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the PLC of a topic."""
    number = request.POST.get("pathway", "")
    pathway = get_object_or_404(Pathway, pk=number if number.isdecimal() and len(number) < 10 else 0)
    made = services.begin_workgroup(pathway, actor=request.user)
    messages.success(request, "Begun. Say what it is for, and which of its districts lead it.")
    return redirect("workgroups:charter", made.slug)


@require_http_methods(FORMS)
@requires("workgroups.lead", on=workgroup_for)
def charter(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Write what the PLC is for and how it works."""
    form = CharterForm(request.POST or None, workgroup=workgroup)
    if form.is_valid():
        try:
            services.write_charter(workgroup, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Kept. Everybody sees the aim; the people of the PLC see the charter.")
            return redirect(workgroup)
    context = {"workgroup": workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "workgroups/charter.html", context)


@require_http_methods(FORMS)
@requires("workgroups.close", on=workgroup_for)
def close(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Close a PLC that has done its work."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.close_workgroup(workgroup, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Closed. Its people were told; they go on reading what is there.")
        return redirect(workgroup)
    context = {"workgroup": workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "workgroups/close.html", context)


@require_POST
@requires("workgroups.close", on=workgroup_for)
def reopen(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Let it go on."""
    services.reopen_workgroup(workgroup, actor=request.user)
    messages.success(request, "It is at work again.")
    return redirect(workgroup)
