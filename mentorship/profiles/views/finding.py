"""From an address to what it names, as the reader may know it; 404 for everybody else."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from mentorship.profiles.models import Block, Offer, Request
from portal.districts.models import District

FORMS = ["GET", "HEAD", "POST"]


def district_for(request: HttpRequest, leaid: str) -> District:
    """A district: all of them are public."""
    return get_object_or_404(District, pk=leaid)


def offer_for(request: HttpRequest, leaid: str) -> Offer:
    """An offer that the reader may see."""
    found = Offer.objects.visible_to(request.user).select_related("district__county", "written_by")
    return get_object_or_404(found, district=leaid)


def request_for(request: HttpRequest, leaid: str) -> Request:
    """A request that the reader may see."""
    found = Request.objects.visible_to(request.user).select_related("district__county", "pathway", "written_by")
    return get_object_or_404(found, district=leaid)


def block_for(request: HttpRequest, leaid: str, number: int) -> Block:
    """A block that the reader may see."""
    return get_object_or_404(Block.objects.visible_to(request.user).standing(), district=leaid, pk=number)
