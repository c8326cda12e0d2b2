"""Who of the district works on an application: co-writers, and the offices that agree before it is submitted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from applications.intake import services
from applications.intake.models import Application, CoWriter
from portal.core.policies import requires
from portal.districts.models import Membership
from portal.drafts.forms import CoWriterForm
from portal.drafts.queries import agreement_of


def application_for(request: HttpRequest, reference: str) -> Application:
    """The application of this reference, if the reader may know it."""
    found = Application.objects.visible_to(request.user).filter(reference=reference)
    people = ("begun_by", "submitted_by", "decided_by")
    application = found.select_related("round", "district", "form_version", "reused_from__round", *people).first()
    if application is None:
        raise Http404
    return application


def sign_off_context(request: HttpRequest, application: Application) -> dict[str, Any]:
    """Which offices have agreed to the answers as they stand, which have not, and where the reader agrees or asks."""
    return {
        "agreement": agreement_of(application, request.user),
        "sign_off_url": reverse("intake:sign_off", args=[application.reference]),
        "ask_url": reverse("intake:ask_for_sign_off", args=[application.reference]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@requires("intake.share", on=application_for)
def co_writers(request: HttpRequest, application: Application) -> HttpResponse:
    """Who helps with this application; ask a colleague of the district."""
    colleagues = Membership.objects.active().filter(district=application.district_id).exclude(user=request.user.pk)
    form = CoWriterForm(request.POST or None, colleagues=colleagues.select_related("user"))
    if form.is_valid():
        shared = services.invite_co_writer(application, actor=request.user, **form.cleaned_data)
        messages.success(request, f"{shared.person} was asked to help and gets one mail.")
        return redirect("intake:co_writers", reference=application.reference)
    shares = application.co_writers.current().select_related("person", "invited_by")
    context = {"application": application, "form": form, "shares": shares, "has_errors": form.is_bound}
    return render(request, "intake/co_writers.html", context)


def share_for(request: HttpRequest, reference: str, number: int) -> CoWriter:
    """One co-writer of an application that the reader may know."""
    application = application_for(request, reference)
    shared = application.co_writers.current().filter(pk=number).select_related("application__district").first()
    if shared is None:
        raise Http404
    return shared


@require_POST
@requires("intake.end_co_writer", on=share_for)
def end_co_writer(request: HttpRequest, shared: CoWriter) -> HttpResponse:
    """End a co-writer's share, or leave."""
    services.end_co_writer(shared, actor=request.user)
    messages.success(request, f"{shared.person} no longer helps with this application. What was written stays.")
    if shared.person_id == request.user.pk:
        return redirect("home:start")
    return redirect("intake:co_writers", reference=shared.application.reference)


@require_POST
@requires("intake.sign_off", on=application_for)
def sign_off(request: HttpRequest, application: Application) -> HttpResponse:
    """Agree to the answers as they are shown."""
    office, shown = request.POST.get("office", ""), request.POST.get("shown", "")
    services.sign_off(application, office=office, shown=shown, actor=request.user)
    messages.success(request, "You agreed to the answers as they stand. A change of any answer makes this void.")
    return redirect(application)


@require_POST
@requires("intake.submit", on=application_for)
def ask_for_sign_off(request: HttpRequest, application: Application) -> HttpResponse:
    """Mail the offices whose agreement is missing."""
    services.ask_for_sign_off(application, actor=request.user)
    messages.success(request, "They get one mail. This page shows when they have agreed.")
    return redirect(application)
