"""Decisions: the list, one with its positions, asking, closing, withdrawing, looking again."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plcs.meetings import queries, services
from plcs.meetings.forms import ClosingForm, DecisionForm, PositionForm, ReasonForm, ReviewForm
from plcs.meetings.models import Decision
from plcs.meetings.views.finding import FORMS, decision_for, plc_for
from plcs.workgroups.models import Workgroup
from portal.core.errors import NotAllowed
from portal.core.policies import requires

PAGE = 20


@require_safe
@requires("meetings.read", on=plc_for)
def decisions(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """All decisions of a PLC."""
    context = {
        "workgroup": workgroup,
        "page": Paginator(queries.decisions(workgroup), PAGE).get_page(request.GET.get("page")),
        "may_ask": request.user.has_perm("meetings.ask", workgroup),
    }
    return render(request, "meetings/decisions.html", context)


@require_http_methods(FORMS)
@requires("meetings.ask", on=plc_for)
def ask(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Put a question to the PLC."""
    form = DecisionForm(request.POST or None, workgroup=workgroup)
    if form.is_valid():
        try:
            made = services.ask_decision(workgroup, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Asked. The people of the PLC get a mail.")
            return redirect(made)
    return render(request, "meetings/ask.html", {"workgroup": workgroup, "form": form, "has_errors": form.errors})


@require_safe
@requires("meetings.read", on=decision_for)
def decision(request: HttpRequest, found: Decision) -> HttpResponse:
    """One decision with what the districts say."""
    return render(request, "meetings/decision.html", decision_page(request, found))


def decision_page(request: HttpRequest, found: Decision, form: PositionForm | None = None) -> dict[str, Any]:
    """What the page of a decision shows this reader."""
    user = request.user
    positions = list(found.positions.select_related("user", "district"))
    own = next((each for each in positions if each.user_id == user.pk), None)
    may_say = user.has_perm("meetings.take_position", found) and found.takes_positions
    initial = {"stance": own.stance, "reason": own.reason} if own else None
    return {
        "decision": found,
        "workgroup": found.workgroup,
        "positions": positions,
        "own": own,
        "tally": queries.tally_of(found),
        "earlier": queries.earlier_positions(found, positions),
        "may_ask": user.has_perm("meetings.ask", found),
        "form": (form or PositionForm(initial=initial)) if may_say else None,
        "has_errors": bool(form and form.errors),
    }


@require_POST
@requires("meetings.take_position", on=decision_for)
def take_position(request: HttpRequest, found: Decision) -> HttpResponse:
    """Say something for one's district."""
    form = PositionForm(request.POST)
    if form.is_valid():
        services.take_position(found, **form.cleaned_data, actor=request.user)
        messages.success(request, "Noted. You can change it until it closes.")
        return redirect(found)
    return render(request, "meetings/decision.html", decision_page(request, found, form))


@require_http_methods(FORMS)
@requires("meetings.ask", on=decision_for)
def close(request: HttpRequest, found: Decision) -> HttpResponse:
    """Write the outcome."""
    form = ClosingForm(request.POST or None)
    if form.is_valid():
        try:
            services.close_decision(found, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Closed. The people of the PLC get the outcome by mail.")
            return redirect(found)
    context = {"decision": found, "workgroup": found.workgroup, "form": form, "tally": queries.tally_of(found)}
    return render(request, "meetings/close.html", {**context, "has_errors": bool(form.errors)})


@require_http_methods(FORMS)
@requires("meetings.ask", on=decision_for)
def withdraw(request: HttpRequest, found: Decision) -> HttpResponse:
    """It is not asked any more."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.withdraw_decision(found, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Withdrawn. The people of the PLC get a mail.")
        return redirect(found)
    context = {"decision": found, "workgroup": found.workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "meetings/withdraw.html", context)


@require_http_methods(FORMS)
@requires("meetings.ask", on=decision_for)
def review(request: HttpRequest, found: Decision) -> HttpResponse:
    """It was looked at again; when next?"""
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.review_decision(found, **form.cleaned_data, actor=request.user)
        messages.success(request, "Noted.")
        return redirect(found)
    context = {"decision": found, "workgroup": found.workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "meetings/review.html", context)
