"""From an address to what it names, as the reader may know it; 404 for everybody else."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from plcs.workgroups.links import awaited_of
from plcs.workgroups.models import Awaited, Place, SeatRequest, Workgroup


def workgroup_for(request: HttpRequest, slug: str) -> Workgroup:
    """A workgroup that the reader may know of."""
    found = Workgroup.objects.visible_to(request.user).select_related("pathway")
    return get_object_or_404(found, pathway__slug=slug)


def entered_workgroup(request: HttpRequest, slug: str) -> Workgroup:
    """A workgroup whose inside the reader may read."""
    found = Workgroup.objects.entered_by(request.user).select_related("pathway")
    return get_object_or_404(found, pathway__slug=slug)


def place_for(request: HttpRequest, slug: str, number: int) -> Place:
    """A place in a workgroup."""
    found = Place.objects.visible_to(request.user).select_related("workgroup__pathway", "district", "user")
    return get_object_or_404(found, workgroup__pathway__slug=slug, pk=number)


def awaited_for(request: HttpRequest, slug: str, number: int) -> Awaited:
    """Somebody who is awaited in a workgroup."""
    found = Awaited.objects.visible_to(request.user).select_related("workgroup__pathway", "district")
    return get_object_or_404(found, workgroup__pathway__slug=slug, pk=number)


def awaited_by_mail(token: str) -> Awaited:
    """Whom the link at the end of a weekly mail is for; whoever shows it need not sign in."""
    return get_object_or_404(Awaited.objects.select_related("workgroup__pathway"), pk=awaited_of(token))


def seat_request_for(request: HttpRequest, slug: str, number: int) -> SeatRequest:
    """A district's request for a seat."""
    found = SeatRequest.objects.visible_to(request.user).select_related("workgroup__pathway", "district")
    return get_object_or_404(found, workgroup__pathway__slug=slug, pk=number)
