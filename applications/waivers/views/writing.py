"""Writing a proposal: begin, section by section, hand in, withdraw."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from applications.waivers import services
from applications.waivers.forms import BeginForm, ReasonForm
from applications.waivers.models import Waiver
from applications.waivers.queries import places_of
from applications.waivers.views.finding import FORMS, waiver_for
from portal.core.policies import requires
from portal.drafts.forms import SectionForm
from portal.drafts.questions import Section
from portal.drafts.services import Clash
from portal.drafts.views import Save, dress, find_section, save_one, save_section, section_of


@require_http_methods(FORMS)
@requires("waivers.begin")
def begin(request: HttpRequest) -> HttpResponse:
    """What a proposal needs, and within which PLC it is made; then the first section."""
    places = places_of(request.user)
    form = BeginForm(request.POST or None, places=places)
    if form.is_valid():
        district, pathway = form.cleaned_data["place"]
        made = services.begin_waiver(district, pathway, actor=request.user)
        return redirect("waivers:write", reference=made.reference, section=made.sections[0].key)
    return render(
        request, "waivers/begin.html", {"form": form, "is_in_a_plc": bool(places), "has_errors": bool(form.errors)}
    )


@require_http_methods(FORMS)
@requires("waivers.write", on=waiver_for)
def write(request: HttpRequest, waiver: Waiver, section: str) -> HttpResponse:
    """One section; saving leads to the next."""
    part, number = find_section(waiver.sections, section)
    form = SectionForm(part, request.POST or None, request.FILES or None, initial=waiver.values())
    clashes: list[Clash] = []
    if form.is_bound:
        is_kept, clashes = save_section(request, form, _saver(request, waiver))
        if is_kept:
            return redirect(_next(waiver, number))
    return render(request, "waivers/write.html", _context(waiver, part, number, form, clashes))


def _saver(request: HttpRequest, waiver: Waiver) -> Save:
    return lambda values, versions: services.save_answers(waiver, values, versions=versions, actor=request.user)


def _next(waiver: Waiver, number: int) -> str:
    if number < len(waiver.sections):
        return reverse("waivers:write", args=[waiver.reference, waiver.sections[number].key])
    return waiver.get_absolute_url()


def _context(waiver: Waiver, part: Section, number: int, form: SectionForm, clashes: list[Clash]) -> dict[str, Any]:
    def address_of(question: str) -> str:
        return reverse("waivers:save_answer", args=[waiver.reference, question])

    dress(form, waiver.answers.select_related("waiver", "saved_by"), clashes, address_of)
    names = [each.title for each in waiver.sections]
    context = {"waiver": waiver, "section": part, "number": number, "names": names}
    return {**context, "form": form, "has_errors": bool(form.errors)}


@require_POST
@requires("waivers.write", on=waiver_for)
def save_answer(request: HttpRequest, waiver: Waiver, question: str) -> HttpResponse:
    """Save one field by itself, as it is typed."""
    section = section_of(waiver.sections, question)
    return save_one(request, section, question, waiver.answers, _saver(request, waiver))


@require_POST
@requires("waivers.submit", on=waiver_for)
def submit(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """Hand it in."""
    services.submit_waiver(waiver, actor=request.user)
    messages.success(request, "Handed in. MDE checks whether it is complete. You get a mail.")
    return redirect(waiver)


@require_http_methods(FORMS)
@requires("waivers.withdraw", on=waiver_for)
def withdraw(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """Take it back, with a reason."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.withdraw_waiver(waiver, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Withdrawn. What you wrote stays for you to read.")
        return redirect(waiver)
    return render(request, "waivers/withdraw.html", {"waiver": waiver, "form": form, "has_errors": bool(form.errors)})
