"""Finding what an address is about, as far as the reader may know of it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from portal.accounts.models import User
from portal.districts.models import District
from portal.districts.policies import is_member
from portal.events.links import reply_of
from portal.events.models import CalendarLink, Event, Material
from portal.events.policies import Bringing


def event_for(request: HttpRequest, slug: str) -> Event:
    """The event at this address, if the reader may know it."""
    return get_object_or_404(Event.objects.visible_to(request.user).select_related("pathway", "series"), slug=slug)


def bringing_for(request: HttpRequest, slug: str, leaid: str) -> Bringing:
    """A district of the reader at an event for teams."""
    event = event_for(request, slug)
    if not event.is_for_teams or not is_member(request.user, leaid):
        raise Http404
    return Bringing(event, get_object_or_404(District, pk=leaid))


def material_for(request: HttpRequest, slug: str, number: int) -> Material:
    """A file or link of an event that the reader may know."""
    found = Material.objects.select_related("event", "file").filter(event=event_for(request, slug), pk=number).first()
    if found is None:
        raise Http404
    return found


def asked_by_mail(code: str) -> tuple[Event, User]:
    """The event and the person that the link of a mail names; 404 unless that person may know the event now."""
    event, person = reply_of(code) or (0, 0)
    user = User.objects.filter(pk=person, is_active=True).first()
    if user is None:
        raise Http404
    return get_object_or_404(Event.objects.visible_to(user), pk=event), user


def calendar_for(code: str) -> CalendarLink:
    """The calendar at a secret address, while its owner's account is open."""
    found: Any = CalendarLink.objects.filter(code=code, user__is_active=True).select_related("user", "pathway")
    return get_object_or_404(found)
