"""A district's team."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from portal.core.errors import NotAllowed
from portal.core.policies import requires
from portal.events import services
from portal.events.forms import GiveUpForm, TeamForm
from portal.events.policies import Bringing
from portal.events.views.finding import bringing_for

TOLD = {
    "open": "Kept. The team takes its places once every role is named.",
    "registered": "Your team has its places. Each of them gets a mail.",
    "waiting": "Your team is on the waiting list as a whole. You get a mail when there are places.",
    "offered": "Places are offered to your team. Please take them on this page.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@requires("events.bring_team", on=bringing_for)
def team(request: HttpRequest, bringing: Bringing) -> HttpResponse:
    """Name who holds which role; give a seat to another person."""
    event, district = bringing.event, bringing.district
    before = event.registrations.filter(is_team=True, district=district).prefetch_related("seats").first()
    seats = {seat.role: seat for seat in before.seats.all()} if before else {}
    form = TeamForm(request.POST or None, event=event, seats=seats)
    if form.is_valid():
        try:
            found = services.save_team(event, district, people=form.people(), actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, TOLD.get(found.state, "Kept."))
            return redirect("events:team", slug=event.slug, leaid=district.pk)
    context: dict[str, Any] = {
        "event": event,
        "district": district,
        "team": before,
        "form": form,
        "has_errors": bool(form.errors),
    }
    context["missing"] = services.missing_roles(event, seats) if before else []
    return render(request, "events/team.html", context)


@require_POST
@requires("events.bring_team", on=bringing_for)
def take(request: HttpRequest, bringing: Bringing) -> HttpResponse:
    """Take the places that are offered to the team."""
    found = bringing.event.registrations.filter(is_team=True, district=bringing.district).first()
    if found is None:
        raise NotAllowed("There is no offer to take.")
    services.take_place(found, actor=request.user)
    messages.success(request, TOLD["registered"])
    return redirect(bringing.event)


@require_POST
@requires("events.bring_team", on=bringing_for)
def give_up(request: HttpRequest, bringing: Bringing) -> HttpResponse:
    """The district does not come."""
    form = GiveUpForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    services.give_team_up(bringing.event, bringing.district, reason=reason, actor=request.user)
    messages.success(request, "Noted: your district does not come. Its places go to the next in line.")
    return redirect(bringing.event)
