"""MDE checks whether a proposal is complete."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from applications.waivers import services
from applications.waivers.forms import DocketForm, SendBackForm
from applications.waivers.models import Waiver
from applications.waivers.views.finding import waiver_for
from applications.waivers.views.reading import page_of
from portal.core.policies import requires


@require_POST
@requires("waivers.check", on=waiver_for)
def send_back(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """Something is lacking."""
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return render(request, "waivers/waiver.html", page_of(request, waiver, send_back=form, has_errors=True))
    services.send_back(waiver, **form.cleaned_data, actor=request.user)
    messages.success(request, "Sent back. The district has a mail with your words.")
    return redirect(waiver)


@require_POST
@requires("waivers.check", on=waiver_for)
def to_docket(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """It is complete: everybody reads it, and the clock runs."""
    form = DocketForm(request.POST)
    if not form.is_valid():
        return render(request, "waivers/waiver.html", page_of(request, waiver, to_docket=form, has_errors=True))
    fresh = services.docket_waiver(waiver, actor=request.user)
    messages.success(request, f"On the docket as {fresh.docket}. The clock runs from today.")
    return redirect(waiver)
