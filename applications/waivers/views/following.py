"""What builds on a proposal: a change, an amendment, a renewal; and which districts propose it together."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from applications.waivers import services
from applications.waivers.forms import PartnerForm
from applications.waivers.models import Waiver
from applications.waivers.queries import partners_for
from applications.waivers.views.finding import FORMS, partner_of, waiver_for
from portal.core.policies import requires


def _follow(request: HttpRequest, waiver: Waiver, verb: str, begin: Callable[..., Waiver]) -> HttpResponse:
    """Say what happens, then begin the draft."""
    if request.method == "POST":
        made = begin(waiver, actor=request.user)
        messages.success(request, "A draft with all that stands there. Change it, then hand it in.")
        return redirect(made)
    return render(request, "waivers/follow.html", {"waiver": waiver, "verb": verb})


@require_http_methods(FORMS)
@requires("waivers.revise", on=waiver_for)
def revise(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """Change a proposal that is on the docket."""
    return _follow(request, waiver, "revise", services.begin_change)


@require_http_methods(FORMS)
@requires("waivers.amend", on=waiver_for)
def amend(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """Propose that a waiver that holds be varied."""
    return _follow(request, waiver, "amend", services.begin_amendment)


@require_http_methods(FORMS)
@requires("waivers.renew", on=waiver_for)
def renew(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """Propose that a waiver go on for another term."""
    return _follow(request, waiver, "renew", services.begin_renewal)


@require_http_methods(FORMS)
@requires("waivers.propose_together", on=waiver_for)
def partners(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """Which districts propose it; add one of the same PLC."""
    form = PartnerForm(request.POST or None, districts=partners_for(waiver))
    if form.is_valid():
        made = services.add_partner(waiver, form.cleaned_data["district"], actor=request.user)
        messages.success(request, f"{made} is added. Its leaders have mail and can read the draft.")
        return redirect("waivers:partners", reference=waiver.reference)
    context: dict[str, Any] = {"waiver": waiver, "form": form, "has_errors": bool(form.errors)}
    return render(request, "waivers/partners.html", context)


@require_POST
@requires("waivers.propose_together", on=waiver_for)
def remove_partner(request: HttpRequest, waiver: Waiver, number: int) -> HttpResponse:
    """A district proposes it no longer."""
    partner = partner_of(waiver, number)
    services.remove_partner(partner, actor=request.user)
    messages.success(request, f"{partner} proposes it no longer.")
    return redirect("waivers:partners", reference=waiver.reference)
