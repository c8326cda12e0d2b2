"""From an address to what it names; meetings are public, motions are found by members."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from applications.commission.models import Item, Motion, Sitting

FORMS = ["GET", "HEAD", "POST"]


def sitting_for(request: HttpRequest, number: int) -> Sitting:
    """A meeting."""
    return get_object_or_404(Sitting, pk=number)


def item_for(request: HttpRequest, number: int) -> Item:
    """A proposal on an agenda."""
    found = Item.objects.select_related("sitting", "waiver__district").filter(removed_at=None)
    return get_object_or_404(found, pk=number)


def motion_for(request: HttpRequest, number: int) -> Motion:
    """A motion."""
    found = Motion.objects.select_related("item__sitting", "item__waiver__district", "provision__standard__standard")
    return get_object_or_404(found, pk=number)
