"""Questions on the record, and the pauses of the clock."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from applications.waivers import services
from applications.waivers.forms import AnswerForm, AskForm, PauseForm
from applications.waivers.models import Waiver
from applications.waivers.views.finding import FORMS, inquiry_of, waiver_for
from portal.core.policies import requires


@require_http_methods(FORMS)
@requires("waivers.ask", on=waiver_for)
def ask(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """A question for the district; the clock stands still until it answers."""
    form = AskForm(request.POST or None)
    if form.is_valid():
        services.ask_question(waiver, **form.cleaned_data, actor=request.user)
        messages.success(request, "Asked. The district has mail, and the clock stands still until it answers.")
        return redirect(waiver)
    return render(request, "waivers/ask.html", {"waiver": waiver, "form": form, "has_errors": bool(form.errors)})


@require_http_methods(FORMS)
@requires("waivers.answer", on=waiver_for)
def answer_question(request: HttpRequest, waiver: Waiver, number: int) -> HttpResponse:
    """Answer a question; everybody reads it."""
    inquiry = inquiry_of(waiver, number)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        services.answer_question(inquiry, **form.cleaned_data, actor=request.user)
        messages.success(request, "Answered. The clock goes on, and who asked has mail.")
        return redirect(waiver)
    context = {"waiver": waiver, "inquiry": inquiry, "form": form, "has_errors": bool(form.errors)}
    return render(request, "waivers/answer.html", context)


@require_http_methods(FORMS)
@requires("waivers.pause", on=waiver_for)
def pause(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """Stop the clock, with a reason."""
    form = PauseForm(request.POST or None)
    if form.is_valid():
        services.pause_clock(waiver, **form.cleaned_data, actor=request.user)
        messages.success(request, "The clock stands still. The district has mail with your reason.")
        return redirect(waiver)
    return render(request, "waivers/pause.html", {"waiver": waiver, "form": form, "has_errors": bool(form.errors)})


@require_POST
@requires("waivers.go_on", on=waiver_for)
def go_on(request: HttpRequest, waiver: Waiver) -> HttpResponse:
    """The clock goes on."""
    services.go_on(waiver, actor=request.user)
    messages.success(request, "The clock goes on.")
    return redirect(waiver)
