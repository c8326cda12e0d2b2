"""From an address to what it names, as the reader may know it; 404 for everybody else."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from applications.waivers.models import Exhibit, Hypothesis, Inquiry, Partner, Provision, Waiver

FORMS = ["GET", "HEAD", "POST"]


def waiver_for(request: HttpRequest, reference: str) -> Waiver:
    """A proposal that the reader may see."""
    found = Waiver.objects.visible_to(request.user).select_related("district", "pathway", "earlier__district")
    return get_object_or_404(found, reference=reference)


def provision_of(waiver: Waiver, number: int) -> Provision:
    """A provision of a proposal."""
    return get_object_or_404(waiver.provisions.select_related("waiver", "standard__standard__edition"), pk=number)


def hypothesis_of(waiver: Waiver, number: int) -> Hypothesis:
    """What should move by one of its provisions."""
    found = Hypothesis.objects.filter(provision__waiver=waiver).select_related("provision__waiver")
    return get_object_or_404(found.select_related("provision__standard__standard__edition"), pk=number)


def exhibit_of(waiver: Waiver, number: int) -> Exhibit:
    """A document of a proposal."""
    return get_object_or_404(waiver.exhibits.select_related("waiver", "file"), pk=number)


def inquiry_of(waiver: Waiver, number: int) -> Inquiry:
    """A question about a proposal."""
    return get_object_or_404(waiver.inquiries.select_related("waiver__district", "asked_by"), pk=number)


def partner_of(waiver: Waiver, number: int) -> Partner:
    """Another district that proposes it."""
    return get_object_or_404(waiver.partners.select_related("waiver", "district"), pk=number)
