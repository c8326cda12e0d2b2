"""Meetings: the list, one meeting with its agenda, planning, opening, closing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.commission import queries, services
from applications.commission.forms import CloseForm, ItemForm, SittingForm
from applications.commission.models import Item, Sitting
from applications.commission.states import Choice
from applications.commission.views.finding import FORMS, item_for, sitting_for
from portal.core.errors import NotAllowed
from portal.core.policies import public, requires

PAGE = 20


@require_safe
@public
def sittings(request: HttpRequest) -> HttpResponse:
    """All meetings, the newest first."""
    page = Paginator(queries.sittings(), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_plan": request.user.has_perm("commission.plan")}
    return render(request, "commission/sittings.html", context)


@require_safe
@public
def sitting(request: HttpRequest, number: int) -> HttpResponse:
    """One meeting: its agenda, motions and votes as the reader may know them, its minutes."""
    return render(request, "commission/sitting.html", page_of(request, sitting_for(request, number)))


def page_of(request: HttpRequest, found: Sitting, **more: Any) -> dict[str, Any]:
    """What the page of a meeting shows this reader."""
    may = {verb: request.user.has_perm(f"commission.{verb}", found) for verb in ("arrange", "close")}
    context = {"sitting": found, "agenda": queries.agenda(found, request.user), "may": may, "choices": Choice.choices}
    sees = found.is_closed or request.user.has_perm("commission.watch")
    context["packet"] = found.packets.defer("body").first() if sees else None
    return {**context, "form": ItemForm() if may["arrange"] else None, **more}


@require_http_methods(FORMS)
@requires("commission.plan")
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a meeting."""
    form = SittingForm(request.POST or None)
    if form.is_valid():
        made = services.plan_sitting(**form.cleaned_data, actor=request.user)
        messages.success(request, "Planned. Put proposals on its agenda.")
        return redirect(made)
    return render(request, "commission/plan.html", {"form": form, "has_errors": bool(form.errors)})


@require_POST
@requires("commission.arrange", on=sitting_for)
def add_item(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Put a proposal on the agenda."""
    form = ItemForm(request.POST)
    if form.is_valid():
        try:
            services.add_item(sitting, form.cleaned_data["waiver"], actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(sitting)
    return render(request, "commission/sitting.html", page_of(request, sitting, form=form, has_errors=True))


@require_POST
@requires("commission.plan")
def remove_item(request: HttpRequest, number: int) -> HttpResponse:
    """Take a proposal off the agenda."""
    item: Item = item_for(request, number)
    services.remove_item(item, actor=request.user)
    messages.success(request, "Taken off the agenda.")
    return redirect(item.sitting)


@require_POST
@requires("commission.arrange", on=sitting_for)
def open_sitting(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The meeting is in session."""
    services.open_sitting(sitting, actor=request.user)
    messages.success(request, "In session. The members have mail, and can move and vote.")
    return redirect(sitting)


@require_POST
@requires("commission.arrange", on=sitting_for)
def cancel(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """It is not held."""
    services.cancel_sitting(sitting, actor=request.user)
    messages.success(request, "Cancelled. Its proposals wait for another meeting.")
    return redirect(sitting)


@require_http_methods(FORMS)
@requires("commission.close", on=sitting_for)
def close(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Votes become final, with the minutes."""
    form = CloseForm(request.POST or None, initial={"minutes": sitting.minutes})
    if form.is_valid():
        services.close_sitting(sitting, **form.cleaned_data, actor=request.user)
        messages.success(request, "Closed. The votes are final, and the districts have mail.")
        return redirect(sitting)
    return render(request, "commission/close.html", {"sitting": sitting, "form": form, "has_errors": bool(form.errors)})
