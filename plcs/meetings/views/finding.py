"""From an address to what it names, as the reader may know it; 404 for everybody outside the PLC."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from plcs.meetings.models import Action, AgendaItem, Amendment, Decision, Meeting, Minutes, PlcFile, Section
from plcs.workgroups.models import Workgroup

FORMS = ["GET", "HEAD", "POST"]


def plc_for(request: HttpRequest, slug: str) -> Workgroup:
    """A PLC that the reader may enter."""
    return get_object_or_404(Workgroup.objects.entered_by(request.user).select_related("pathway"), pathway__slug=slug)


def meeting_for(request: HttpRequest, slug: str, reference: str) -> Meeting:
    """A meeting."""
    found = Meeting.objects.visible_to(request.user).select_related("workgroup__pathway", "minutes")
    return get_object_or_404(found, workgroup__pathway__slug=slug, reference=reference)


def item_for(request: HttpRequest, slug: str, reference: str, number: int) -> AgendaItem:
    """A topic of its agenda."""
    found = AgendaItem.objects.visible_to(request.user).select_related("meeting__workgroup__pathway")
    return get_object_or_404(found, meeting__workgroup__pathway__slug=slug, meeting__reference=reference, pk=number)


def minutes_for(request: HttpRequest, slug: str, reference: str) -> Minutes:
    """The minutes of a meeting that was held."""
    found = Minutes.objects.visible_to(request.user).select_related("meeting__workgroup__pathway", "sealed")
    return get_object_or_404(found, meeting__workgroup__pathway__slug=slug, meeting__reference=reference)


def section_for(request: HttpRequest, slug: str, reference: str, number: int) -> Section:
    """A section of minutes."""
    found = Section.objects.visible_to(request.user)
    found = found.select_related("minutes__meeting__workgroup__pathway", "held_by")
    way = {"minutes__meeting__workgroup__pathway__slug": slug, "minutes__meeting__reference": reference}
    return get_object_or_404(found, **way, pk=number)


def amendment_for(request: HttpRequest, slug: str, reference: str, number: int) -> Amendment:
    """A wish to change a section."""
    minutes = minutes_for(request, slug, reference)
    found = Amendment.objects.select_related("section__minutes__meeting__workgroup__pathway", "asked_by")
    return get_object_or_404(found, section__minutes=minutes, pk=number)


def action_for(request: HttpRequest, slug: str, reference: str) -> Action:
    """An action of a PLC."""
    found = Action.objects.visible_to(request.user).select_related("workgroup__pathway", "owner", "made_by", "meeting")
    return get_object_or_404(found, workgroup__pathway__slug=slug, reference=reference)


def decision_for(request: HttpRequest, slug: str, reference: str) -> Decision:
    """A decision of a PLC."""
    found = Decision.objects.visible_to(request.user).select_related("workgroup__pathway", "asked_by")
    return get_object_or_404(found, workgroup__pathway__slug=slug, reference=reference)


def file_for(request: HttpRequest, slug: str, number: int) -> PlcFile:
    """A file of a PLC."""
    found = PlcFile.objects.visible_to(request.user).select_related("workgroup__pathway")
    return get_object_or_404(found, workgroup__pathway__slug=slug, pk=number)
