"""What the addresses of the standards are about."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from portal.standards.models import Crosswalk, Edition, Standard


def edition_for(request: HttpRequest, edition: str) -> Edition:
    """The edition of this code."""
    return get_object_or_404(Edition.objects.visible_to(request.user), code=edition)


def standard_for(request: HttpRequest, edition: str, number: str) -> Standard:
    """The standard of this number in this edition."""
    found = Standard.objects.visible_to(request.user).select_related("edition")
    return get_object_or_404(found, edition__code=edition, number=number)


def link_for(request: HttpRequest, pk: int) -> Crosswalk:
    """A link between two editions, with both its ends."""
    return get_object_or_404(Crosswalk.objects.select_related("earlier__edition", "later__edition"), pk=pk)
