"""From an address to what it names, as the reader may know it; 404 for everybody else."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from mentorship.matching.models import Contact, Match, Run

FORMS = ["GET", "HEAD", "POST"]


def run_for(request: HttpRequest, number: int) -> Run:
    """A run that the reader may see."""
    return get_object_or_404(Run.objects.visible_to(request.user).select_related("made_by", "released_by"), pk=number)


def match_for(request: HttpRequest, reference: str) -> Match:
    """A pair that the reader may see."""
    found = Match.objects.visible_to(request.user).select_related("mentor", "district", "offer", "request__pathway")
    return get_object_or_404(found, reference=reference)


def contact_for(request: HttpRequest, reference: str, number: int) -> Contact:
    """A contact of a pair that the reader may see."""
    found = Contact.objects.select_related("match").filter(match=match_for(request, reference))
    return get_object_or_404(found, pk=number)
