"""Who works on a proposal: co-writers, and the offices that agree before it is handed in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from applications.waivers import services
from applications.waivers.models import SHARES, CoWriter, Waiver
from applications.waivers.views.finding import FORMS, waiver_for
from portal.core.policies import requires
from portal.districts.models import Membership
from portal.drafts.forms import CoWriterForm


def sign_off_addresses(waiver: Waiver) -> dict[str, str]:
    """Where an office agrees, and where one asks for it."""
    return {
        "sign_off_url": reverse("waivers:sign_off", args=[waiver.reference]),
        "ask_url": reverse("waivers:ask_for_sign_off", args=[waiver.reference]),
    }


@require_http_methods(FORMS)
@requires("waivers.share", on=waiver_for)
def co_writers(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """Who helps with this proposal; ask a colleague of the district."""
    colleagues = Membership.objects.active().filter(district=waiver.district_id).exclude(user=request.user.pk)
    form = CoWriterForm(request.POST or None, colleagues=colleagues.select_related("user"), shares=SHARES)
    if form.is_valid():
        shared = services.invite_co_writer(waiver, actor=request.user, **form.cleaned_data)
        messages.success(request, f"{shared.person} was asked to help and gets one mail.")
        return redirect("waivers:co_writers", reference=waiver.reference)
    shares = waiver.co_writers.current().select_related("person", "invited_by")
    context: dict[str, Any] = {"waiver": waiver, "form": form, "shares": shares, "has_errors": form.is_bound}
    return render(request, "waivers/co_writers.html", context)


def share_for(request: HttpRequest, reference: str, number: int) -> CoWriter:
    """One co-writer of a proposal that the reader may know."""
    waiver = waiver_for(request, reference)
    shared = waiver.co_writers.current().filter(pk=number).select_related("waiver__district", "person").first()
    if shared is None:
        raise Http404
    return shared


@require_POST
@requires("waivers.end_co_writer", on=share_for)
def end_co_writer(request: HttpRequest, shared: CoWriter) -> HttpResponse:
    """End a co-writer's share, or leave."""
    services.end_co_writer(shared, actor=request.user)
    messages.success(request, f"{shared.person} no longer helps with this proposal. What was written stays.")
    if shared.person_id == request.user.pk:
        return redirect("home:start")
    return redirect("waivers:co_writers", reference=shared.waiver.reference)


@require_POST
@requires("waivers.sign_off", on=waiver_for)
def sign_off(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """Agree to the proposal as it is shown."""
    sent = {name: request.POST.get(name, "") for name in ("office", "shown", "district")}
    services.sign_off(waiver, actor=request.user, **sent)
    messages.success(request, "You agreed to it as it stands. A change of anything in it makes this void.")
    return redirect(waiver)


@require_POST
@requires("waivers.submit", on=waiver_for)
def ask_for_sign_off(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """Mail the offices whose agreement is missing."""
    services.ask_for_sign_off(waiver, actor=request.user)
    messages.success(request, "They get one mail. This page shows when they have agreed.")
    return redirect(waiver)
