"""Events in calendars: one event, the public ones, and the secret addresses of a person and of a PLC."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from portal.core.policies import public, requires
from portal.events import services
from portal.events.icalendar import CONTENT_TYPE, calendar_of
from portal.events.models import CalendarLink, Event
from portal.events.providers import appointments_of
from portal.events.queries import own_events, with_own_link
from portal.events.states import EventState
from portal.events.views.finding import calendar_for, event_for
from portal.network.models import Pathway
from portal.network.providers import circles_of

MOST = 500


def calendar_answer(content: bytes, name: str) -> HttpResponse:
    """A calendar's file."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@public
def public_calendar(request: HttpRequest) -> HttpResponse:
    """All public events, whoever asks."""
    found = Event.objects.filter(audience="public", when_words="").exclude(state=EventState.DRAFT)
    events = found.order_by("-starts_at")[:MOST]
    return calendar_answer(calendar_of(events, name="Innovation Lab Network: public events"), "events")


@require_safe
@public
def event_file(request: HttpRequest, slug: str) -> HttpResponse:
    """One event; with the video link for those who may have it."""
    event = event_for(request, slug)
    link = [event.pk] if request.user.has_perm("events.join", event) else []
    return calendar_answer(calendar_of([event], name=event.title, with_link=link), event.slug)


@require_safe
@public
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """The calendar at a secret address. What its owner may know is asked at each read."""
    link = calendar_for(code)
    if link.pathway is None:
        found, name = own_events(link.user), "Innovation Lab Network: my events"
    else:
        found, name = plc_events(link), f"PLC: {link.pathway}"
    events = list(found.filter(when_words="").exclude(state=EventState.DRAFT).order_by("-starts_at")[:MOST])
    others = appointments_of(link.user, link.pathway_id)
    content = calendar_of(events, name=name, with_link=with_own_link(link.user, events), others=others)
    return calendar_answer(content, "calendar")


def plc_events(link: CalendarLink) -> Any:
    """The events of a PLC; none for who is not in it any more."""
    visible = Event.objects.visible_to(link.user).filter(pathway=link.pathway_id)
    return visible if link.pathway_id in circles_of(link.user) else visible.none()


@require_safe
@requires("events.keep_calendar")
def mine(request: HttpRequest) -> HttpResponse:
    """The reader's own events, and the addresses of their calendars."""
    user = request.user
    # Who looks through another's eyes gets no address that would go on working afterwards.
    own = CalendarLink.objects.none() if hasattr(request, "real_user") else CalendarLink.objects.filter(user=user.pk)
    links = {each.pathway_id: each for each in own}
    circles = Pathway.objects.filter(pk__in=list(circles_of(user)))
    calendars = [("My events", "", links.get(None))]
    calendars += [(f"PLC: {each}", str(each.pk), links.get(each.pk)) for each in circles]
    events = own_events(user)
    context = {
        "calendars": [(name, key, address_of(link)) for name, key, link in calendars],
        "events": events.filter(ends_at__gte=timezone.now()).order_by("starts_at")[:100],
    }
    return render(request, "events/mine.html", context)


def address_of(link: CalendarLink | None) -> str:
    """What a calendar program is given."""
    return f"{settings.SITE_URL}{reverse('events:feed', args=[link.code])}" if link else ""


@require_POST
@requires("events.keep_calendar")
def renew(request: HttpRequest) -> HttpResponse:
    """Make an address, or a new one in place of the old."""
    chosen = request.POST.get("calendar", "")
    pathway = get_object_or_404(Pathway, pk=int(chosen)) if chosen.isdigit() and len(chosen) < 10 else None
    services.renew_calendar(pathway=pathway, actor=request.user)
    messages.success(request, "Here is your address. One that was there before tells nothing any more.")
    return redirect("events:mine")
