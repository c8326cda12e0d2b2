"""Planning events: making, changing, publishing, cancelling them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.policies import is_mde_staff
from portal.core.errors import NotAllowed
from portal.core.policies import requires
from portal.events import services
from portal.events.forms import FACTS, EventForm, NewEventForm, ReasonForm
from portal.events.models import Event
from portal.events.notifications import everybody_of
from portal.events.views.finding import event_for
from portal.network.models import Pathway
from portal.network.providers import CircleRole, circles_of

FORMS = ["GET", "HEAD", "POST"]


def choices_for(user: Any) -> dict[str, Any]:
    """The PLCs for which a person may plan: all for MDE, else those the person leads."""
    if is_mde_staff(user):
        return {"pathways": Pathway.objects.all()}
    led = [pathway for pathway, role in circles_of(user).items() if role == CircleRole.LEAD]
    return {"pathways": Pathway.objects.filter(pk__in=led), "is_lead": True}


@require_http_methods(FORMS)
@requires("events.plan")
def new(request: HttpRequest) -> HttpResponse:
    """Plan an event, or one for each month."""
    form = NewEventForm(request.POST or None, **choices_for(request.user))
    if form.is_valid():
        try:
            event = planned(form, request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Kept as a draft. Nobody else sees it until you publish it.")
            return redirect(event)
    return render(request, "events/edit.html", {"form": form, "has_errors": bool(form.errors)})


def planned(form: NewEventForm, actor: Any) -> Event:
    """The event of a form, or the first of its series."""
    count = form.cleaned_data["count"]
    if count:
        return services.create_series(facts=form.facts(), count=count, actor=actor)[0]
    return services.create_event(facts=form.facts(), actor=actor)


@require_http_methods(FORMS)
@requires("events.run", on=event_for)
def edit(request: HttpRequest, event: Event) -> HttpResponse:
    """Change one event; of a series this one only."""
    first = {**{name: getattr(event, name) for name in FACTS}, "duty": event.duty or "none"}
    form = EventForm(request.POST or None, initial=first, **choices_for(request.user))
    if form.is_valid():
        facts = form.facts()
        if facts["duty"] is None:
            facts.pop("duty")
        try:
            services.edit_event(event, facts=facts, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Changed.")
            return redirect(event)
    told = len(everybody_of(event)) if event.is_published and not event.is_over else 0
    context = {"form": form, "event": event, "told": told, "has_errors": bool(form.errors)}
    return render(request, "events/edit.html", context)


@require_POST
@requires("events.run", on=event_for)
def publish(request: HttpRequest, event: Event) -> HttpResponse:
    """Let its people know of it."""
    services.publish_event(event, actor=request.user)
    messages.success(request, "Published. Its people can answer now.")
    return redirect(event)


@require_http_methods(FORMS)
@requires("events.run", on=event_for)
def cancel(request: HttpRequest, event: Event) -> HttpResponse:
    """Say that it is not held, and why."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.cancel_event(event, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Cancelled. Everybody who said yes or maybe gets a mail.")
        return redirect(event)
    context = {"event": event, "form": form, "told": len(everybody_of(event)), "has_errors": bool(form.errors)}
    return render(request, "events/cancel.html", context)
