"""Actions: the list of a PLC, the page of one, noting and changing it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plcs.meetings import queries, services
from plcs.meetings.forms import ActionFilter, ActionForm, NewActionForm, OutcomeForm
from plcs.meetings.models import Action
from plcs.meetings.views.finding import FORMS, action_for, plc_for
from plcs.workgroups.models import Workgroup
from portal.core.errors import NotAllowed
from portal.core.policies import requires

PAGE = 20


@require_safe
@requires("meetings.read", on=plc_for)
def actions(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """All actions of a PLC, or those that were asked for."""
    form = ActionFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.actions(workgroup, request.user, state=chosen.get("state", ""), mine=chosen.get("mine", False))
    context = {
        "workgroup": workgroup,
        "filter": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "may_make": request.user.has_perm("meetings.make_action", workgroup),
    }
    return render(request, "meetings/actions.html", context)


@require_http_methods(FORMS)
@requires("meetings.make_action", on=plc_for)
def make_action(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Note an action."""
    asked = {"meeting": queries.meeting_asked(workgroup, request.GET.get("meeting", ""))}
    form = NewActionForm(request.POST or None, workgroup=workgroup, initial=asked)
    if form.is_valid():
        made = services.make_action(workgroup, **form.cleaned_data, actor=request.user)
        messages.success(request, f"Noted. It stands on the start page of {made.owner.name}.")
        return redirect(made.meeting.minutes if made.meeting else made)
    context = {"workgroup": workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "meetings/make_action.html", context)


@require_safe
@requires("meetings.read", on=action_for)
def action(request: HttpRequest, found: Action) -> HttpResponse:
    """One action."""
    return render(request, "meetings/action.html", action_page(request, found))


def action_page(request: HttpRequest, found: Action, form: OutcomeForm | None = None) -> dict[str, Any]:
    """What the page of an action shows this reader."""
    may_change = request.user.has_perm("meetings.settle_action", found)
    return {
        "action": found,
        "workgroup": found.workgroup,
        "may_change": may_change,
        "form": (form or OutcomeForm()) if may_change and found.state == "open" else None,
        "has_errors": bool(form and form.errors),
    }


@require_http_methods(FORMS)
@requires("meetings.settle_action", on=action_for)
def change_action(request: HttpRequest, found: Action) -> HttpResponse:
    """Other words, another owner, another day."""
    form = ActionForm(request.POST or None, workgroup=found.workgroup, action=found)
    if form.is_valid():
        services.change_action(found, **form.cleaned_data, actor=request.user)
        messages.success(request, "Changed.")
        return redirect(found)
    context = {"action": found, "workgroup": found.workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "meetings/change_action.html", context)


@require_POST
@requires("meetings.settle_action", on=action_for)
def move_action(request: HttpRequest, found: Action) -> HttpResponse:
    """Done, dropped, or taken up again."""
    form = OutcomeForm(request.POST)
    if form.is_valid():
        try:
            services.move_action(found, verb=request.POST.get("verb", ""), **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"It is {found.get_state_display().lower()}.")
            return redirect(found)
    return render(request, "meetings/action.html", action_page(request, found, form))
