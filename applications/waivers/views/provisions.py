"""The provisions of a draft, and what should move by each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from applications.waivers import services
from applications.waivers.forms import HypothesisForm, ProvisionForm
from applications.waivers.models import Provision, Waiver
from applications.waivers.queries import measures_for
from applications.waivers.views.finding import FORMS, hypothesis_of, provision_of, waiver_for
from portal.core.errors import NotAllowed
from portal.core.policies import requires


@require_http_methods(FORMS)
@requires("waivers.write", on=waiver_for)
def add_provision(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """One more standard that is to be varied."""
    return _written(request, waiver, None)


@require_http_methods(FORMS)
@requires("waivers.write", on=waiver_for)
def change_provision(request: HttpRequest, waiver: Waiver, number: int) -> HttpResponse:
    """Change a provision."""
    return _written(request, waiver, provision_of(waiver, number))


def _written(request: HttpRequest, waiver: Waiver, provision: Provision | None) -> HttpResponse:
    form = ProvisionForm(request.POST or None, provision=provision)
    if form.is_valid():
        try:
            made = services.write_provision(waiver, provision, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            if provision is None:
                return redirect("waivers:add_hypothesis", reference=waiver.reference, number=made.pk)
            messages.success(request, "Kept.")
            return redirect(waiver)
    context = {"waiver": waiver, "provision": provision, "form": form, "has_errors": bool(form.errors)}
    return render(request, "waivers/provision.html", context)


@require_POST
@requires("waivers.write", on=waiver_for)
def remove_provision(request: HttpRequest, waiver: Waiver, number: int) -> HttpResponse:
    """Take a provision out of the draft."""
    services.remove_provision(provision_of(waiver, number), actor=request.user)
    messages.success(request, "Taken out.")
    return redirect(waiver)


@require_http_methods(FORMS)
@requires("waivers.write", on=waiver_for)
def add_hypothesis(request: HttpRequest, waiver: Waiver, number: int) -> HttpResponse:
    """What should move if this provision works."""
    provision = provision_of(waiver, number)
    form = HypothesisForm(request.POST or None, measures=measures_for(waiver, request.user))
    if form.is_valid():
        try:
            services.add_hypothesis(provision, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Kept.")
            return redirect(waiver)
    context = {"waiver": waiver, "provision": provision, "form": form, "has_errors": bool(form.errors)}
    return render(request, "waivers/hypothesis.html", context)


@require_POST
@requires("waivers.write", on=waiver_for)
def remove_hypothesis(request: HttpRequest, waiver: Waiver, number: int) -> HttpResponse:
    """Take it out of the draft."""
    services.remove_hypothesis(hypothesis_of(waiver, number), actor=request.user)
    messages.success(request, "Taken out.")
    return redirect(waiver)
