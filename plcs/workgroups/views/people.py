"""The people of a PLC: joining, inviting, letting in, leads, leaving. Who is awaited is in `awaiting`."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plcs.workgroups import queries, services
from plcs.workgroups.forms import AwaitForm, InviteForm, JoinForm, LeaveForm, ReasonForm
from plcs.workgroups.models import Awaited, Place, Workgroup
from plcs.workgroups.states import PlaceState
from plcs.workgroups.views.finding import place_for, workgroup_for
from portal.core.errors import NotAllowed
from portal.core.policies import requires

FORMS = ["GET", "HEAD", "POST"]
ON_A_PAGE = 50


@require_safe
@requires("workgroups.see_people", on=workgroup_for)
def people(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Who is in the PLC, and who asks to be."""
    return render(request, "workgroups/people.html", people_page(request, workgroup))


def people_page(
    request: HttpRequest, workgroup: Workgroup, form: InviteForm | None = None, awaiting: AwaitForm | None = None
) -> dict[str, Any]:
    """What the page of the people shows this reader; a form that was sent stands there with its errors."""
    user = request.user
    inside = workgroup.places.in_force().select_related("user", "district")
    asked = Place.objects.visible_to(user).filter(workgroup=workgroup, state=PlaceState.ASKED)
    may_lead, led = user.has_perm("workgroups.lead", workgroup), set(queries.led_districts(user))
    sent = [each for each in (form, awaiting) if each is not None]
    if user.has_perm("workgroups.invite", workgroup):
        districts = places_of(user, workgroup)
        form = form or InviteForm(workgroup=workgroup, districts=districts)
        if workgroup.is_open:
            awaiting = awaiting or AwaitForm(workgroup=workgroup, districts=queries.awaitable_of(user, workgroup))
    return {
        "workgroup": workgroup,
        "page": Paginator(inside, ON_A_PAGE).get_page(request.GET.get("page")),
        "asked": [
            (each, each.user_id != user.pk and (may_lead or each.district_id in led))
            for each in asked.select_related("user", "district")
        ],
        "awaited": Awaited.objects.visible_to(user).in_force().filter(workgroup=workgroup).select_related("district"),
        "form": form,
        "awaiting": awaiting,
        "may_lead": may_lead,
        "led": led,
        "has_errors": bool(sent),
    }


def places_of(user: Any, workgroup: Workgroup) -> Any:
    """The seated districts whose people this reader may give places."""
    if user.has_perm("workgroups.lead", workgroup):
        return workgroup.seated()
    return workgroup.seated().filter(pk__in=queries.led_districts(user))


@require_POST
@requires("workgroups.invite", on=workgroup_for)
def invite(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Give somebody of a seated district a place."""
    user = request.user
    form = InviteForm(request.POST, workgroup=workgroup, districts=places_of(user, workgroup))
    if form.is_valid():
        held = form.cleaned_data["membership"]
        services.invite_person(workgroup, held.user, held.district, actor=user)
        messages.success(request, f"{held.user.name} is in the PLC and was told by mail.")
        return redirect("workgroups:people", workgroup.slug)
    return render(request, "workgroups/people.html", people_page(request, workgroup, form))


@require_http_methods(FORMS)
@requires("workgroups.join", on=workgroup_for)
def join(request: HttpRequest, workgroup: Workgroup) -> HttpResponse:
    """Take a place for one's district, or ask for one."""
    form = JoinForm(request.POST or None, districts=queries.joinable(request.user, workgroup))
    if form.is_valid():
        district, note = form.cleaned_data["district"], form.cleaned_data["note"]
        try:
            place = services.join_workgroup(workgroup, district, note=note, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            is_in = place.state == PlaceState.ACTIVE
            messages.success(request, "Welcome." if is_in else "Asked. You get a mail when a lead has answered.")
            return redirect(workgroup)
    context = {"workgroup": workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "workgroups/join.html", context)


@require_POST
@requires("workgroups.decide_place", on=place_for)
def admit(request: HttpRequest, place: Place) -> HttpResponse:
    """Let somebody in."""
    services.admit_place(place, actor=request.user)
    messages.success(request, f"{place.user.name} is in the PLC and was told by mail.")
    return redirect("workgroups:people", place.workgroup.slug)


@require_http_methods(FORMS)
@requires("workgroups.decide_place", on=place_for)
def decline(request: HttpRequest, place: Place) -> HttpResponse:
    """Say no, with the reason."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.decline_place(place, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, f"{place.user.name} was told by mail.")
        return redirect("workgroups:people", place.workgroup.slug)
    context = {"place": place, "workgroup": place.workgroup, "form": form, "has_errors": bool(form.errors)}
    return render(request, "workgroups/decline.html", context)


@require_http_methods(FORMS)
@requires("workgroups.end_place", on=place_for)
def end(request: HttpRequest, place: Place) -> HttpResponse:
    """Leave the PLC, or take somebody out of it."""
    is_own = place.user_id == request.user.pk
    form = (LeaveForm if is_own else ReasonForm)(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.end_place(place, reason=form.cleaned_data["reason"], actor=request.user)
        words = "You have left the PLC." if is_own else f"{place.user.name} is out of the PLC and was told by mail."
        messages.success(request, words)
        return redirect("workgroups:workgroups")
    context = {"place": place, "workgroup": place.workgroup, "form": form, "is_own": is_own}
    return render(request, "workgroups/end.html", {**context, "has_errors": bool(form.errors)})


@require_POST
@requires("workgroups.name_lead", on=place_for)
def name_lead(request: HttpRequest, place: Place) -> HttpResponse:
    """Make somebody a lead of the PLC, or take that back."""
    leads = request.POST.get("leads") == "1"
    services.name_lead(place, leads=leads, actor=request.user)
    messages.success(request, f"{place.user.name} {'leads the PLC now' if leads else 'is not a lead any more'}.")
    return redirect("workgroups:people", place.workgroup.slug)
