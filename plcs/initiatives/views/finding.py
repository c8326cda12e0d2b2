"""From an address to what it names, as the reader may know it; 404 for everybody else."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from plcs.initiatives.models import Cycle, Driver, Idea, Initiative
from plcs.workgroups.models import Workgroup

FORMS = ["GET", "HEAD", "POST"]
OF = "driver__initiative"


def plc_for(request: HttpRequest, slug: str) -> Workgroup:
    """A PLC that the reader may enter."""
    return get_object_or_404(Workgroup.objects.entered_by(request.user).select_related("pathway"), pathway__slug=slug)


def initiative_for(request: HttpRequest, slug: str, reference: str) -> Initiative:
    """An initiative."""
    found = Initiative.objects.visible_to(request.user).select_related("workgroup__pathway", "district", "begun_by")
    return get_object_or_404(found, workgroup__pathway__slug=slug, reference=reference)


def driver_for(request: HttpRequest, slug: str, reference: str, number: int) -> Driver:
    """A driver of its diagram."""
    found = Driver.objects.filter(initiative=initiative_for(request, slug, reference))
    return get_object_or_404(found.select_related("initiative__workgroup__pathway"), pk=number)


def idea_for(request: HttpRequest, slug: str, reference: str, number: int) -> Idea:
    """A change idea of its diagram."""
    found = Idea.objects.filter(driver__initiative=initiative_for(request, slug, reference))
    return get_object_or_404(found.select_related(f"{OF}__workgroup__pathway", f"{OF}__district"), pk=number)


def cycle_for(request: HttpRequest, slug: str, reference: str, cycle: str) -> Cycle:
    """A cycle of one of its ideas."""
    found = Cycle.objects.visible_to(request.user)
    joined = found.select_related(f"idea__{OF}__workgroup__pathway", f"idea__{OF}__district", "owner", "saved_by")
    way = {f"idea__{OF}__workgroup__pathway__slug": slug, f"idea__{OF}__reference": reference}
    return get_object_or_404(joined, **way, reference=cycle)


def with_version(request: HttpRequest, version: int) -> Any:
    """What was sent, to be sent again over the version that stands now."""
    sent = request.POST.copy()
    sent["version"] = str(version)
    return sent


def around(thing: Any, **more: Any) -> dict[str, Any]:
    """What every page about an initiative shows."""
    initiative = thing if isinstance(thing, Initiative) else thing.initiative
    return {"initiative": initiative, "workgroup": initiative.workgroup, **more}
