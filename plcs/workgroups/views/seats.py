"""Seats of districts: asking, granting, declining, giving up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from plcs.workgroups import queries, services
from plcs.workgroups.forms import LeaveSeatForm, ReasonForm, SeatForm
from plcs.workgroups.models import SeatRequest, Workgroup
from plcs.workgroups.views.finding import seat_request_for, workgroup_for
from portal.core.errors import NotAllowed
from portal.core.policies import requires

FORMS = ["GET", "HEAD", "POST"]


@require_http_methods(FORMS)
@requires("workgroups.ask_seat", on=workgroup_for)
def ask_seat(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Ask for a seat for a member district that one leads."""
    districts = queries.may_ask_for(request.user, workgroup)
    form = SeatForm(request.POST or None, districts=districts)
    if form.is_valid():
        try:
            services.ask_seat(
                workgroup, form.cleaned_data["district"], why=form.cleaned_data["why"], actor=request.user
            )
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Asked. The leads of your district get a mail with the answer.")
            return redirect(workgroup)
    context = {"workgroup": workgroup, "form": form, "has_errors": bool(form.errors), "may": districts.exists()}
    return render(request, "workgroups/ask_seat.html", context)


@require_POST
@requires("workgroups.decide_seat", on=seat_request_for)
def grant_seat(request: HttpRequest, seat_request: SeatRequest) -> HttpResponse:
    """Give a district its seat."""
    services.grant_seat(seat_request, actor=request.user)
    messages.success(request, f"{seat_request.district} has a seat; its leads were told by mail.")
    return redirect(seat_request.workgroup)


@require_http_methods(FORMS)
@requires("workgroups.decide_seat", on=seat_request_for)
def decline_seat(request: HttpRequest, seat_request: SeatRequest) -> HttpResponse:
    """No seat, with the reason."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.decline_seat(seat_request, answer=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "The leads of the district were told by mail.")
        return redirect(seat_request.workgroup)
    context = {"seat_request": seat_request, "workgroup": seat_request.workgroup, "form": form}
    return render(request, "workgroups/decline_seat.html", {**context, "has_errors": bool(form.errors)})


@require_POST
@requires("workgroups.withdraw_seat", on=seat_request_for)
def withdraw_seat(request: HttpRequest, seat_request: SeatRequest) -> HttpResponse:
    """Take the request back."""
    services.withdraw_seat(seat_request, actor=request.user)
    messages.success(request, "Taken back.")
    return redirect(seat_request.workgroup)


@require_http_methods(FORMS)
@requires("workgroups.leave_seat", on=workgroup_for)
def leave_seat(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Give up the seat of a district that one leads."""
    districts = workgroup.seated().filter(pk__in=queries.led_districts(request.user))
    form = LeaveSeatForm(request.POST or None, districts=districts)
    if form.is_valid():
        services.leave_seat(workgroup, **form.cleaned_data, actor=request.user)
        messages.success(request, f"{form.cleaned_data['district']} has no seat in this PLC any more.")
        return redirect("workgroups:workgroups")
    context = {"workgroup": workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "workgroups/leave_seat.html", context)
