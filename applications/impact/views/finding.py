"""From an address to what it names, as the reader may know it; 404 for everybody else."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from applications.impact.models import Recommendation
from portal.standards.models import Standard

FORMS = ["GET", "HEAD", "POST"]


def standard_for(request: HttpRequest, edition: str, number: str) -> Standard:
    """A standard with its topic as it stands."""
    found = Standard.objects.visible_to(request.user).with_topic().select_related("edition")
    return get_object_or_404(found, edition__code=edition, number=number)


def recommendation_for(request: HttpRequest, reference: str) -> Recommendation:
    """A recommendation that the reader may see."""
    found = Recommendation.objects.visible_to(request.user)
    found = found.select_related("standard__standard__edition", "wording", "begun_by", "saved_by")
    return get_object_or_404(found, reference=reference)


def published_for(request: HttpRequest, reference: str) -> Recommendation:
    """One that was put forward."""
    found = recommendation_for(request, reference)
    if not hasattr(found, "wording"):
        raise Http404
    return found
