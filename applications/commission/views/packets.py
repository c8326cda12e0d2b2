"""Reviews and the packet of a meeting."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.commission import services
from applications.commission.forms import ReviewForm
from applications.commission.models import Packet, Sitting
from applications.commission.packet import entries_for, facts_of, packet_pdf
from applications.commission.views.finding import FORMS, sitting_for
from portal.conflicts.queries import tied_districts
from portal.core.errors import NotAllowed
from portal.core.policies import public, requires


@require_http_methods(FORMS)
@requires("commission.arrange", on=sitting_for)
def review(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Give what is on the agenda to the members for review."""
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        try:
            panel = services.open_review(sitting, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error("due_on", str(refused))
        else:
            messages.success(request, "All members are on the panel. Assign the reviews.")
            return redirect(panel)
    return render(
        request, "commission/review.html", {"sitting": sitting, "form": form, "has_errors": bool(form.errors)}
    )


@require_POST
@requires("commission.arrange", on=sitting_for)
def freeze(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Freeze the packet as the record stands."""
    made = services.freeze_packet(sitting, actor=request.user)
    messages.success(request, f"Packet {made.number} is frozen. The members find it on this page.")
    return redirect(sitting)


def _packet(request: HttpRequest, number: int) -> tuple[Packet, list[dict[str, Any]]]:
    """The last packet as a reader may know it: before the close for members and MDE, without what they are tied to."""
    sitting = sitting_for(request, number)
    found = sitting.packets.select_related("sitting").first()
    if found is None or not (sitting.is_closed or request.user.has_perm("commission.watch")):
        raise Http404
    leaids = {leaid for entry in found.body for leaid in entry["leaids"]}
    tied = set() if sitting.is_closed else tied_districts(request.user.pk or 0, leaids)
    return found, entries_for(found, tied)


@require_safe
@public
def packet(request: HttpRequest, number: int) -> HttpResponse:
    """The packet as a page."""
    found, entries = _packet(request, number)
    context = {"packet": found, "entries": entries, "facts": facts_of(found, len(entries))}
    return render(request, "commission/packet.html", context)


@require_safe
@public
def packet_file(request: HttpRequest, number: int) -> HttpResponse:
    """The packet as tagged PDF, with the same words."""
    found, entries = _packet(request, number)
    answer = HttpResponse(packet_pdf(found, entries), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="packet-{found.sitting_id}-{found.number}.pdf"'
    return answer
