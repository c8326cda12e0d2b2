"""Drafting a recommendation, putting it forward, and what became of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from applications.impact import services
from applications.impact.forms import DecideForm, SendForm, WriteForm
from applications.impact.models import Recommendation
from applications.impact.services import Clash
from applications.impact.views.finding import FORMS, recommendation_for, standard_for
from portal.core.errors import NotAllowed
from portal.core.policies import requires
from portal.standards.models import Standard


@require_POST
@requires("impact.draft", on=standard_for)
def draft(request: HttpRequest, standard: Standard) -> HttpResponse:
    """Begin a draft with the figures of this moment."""
    made = services.draft_recommendation(standard, actor=request.user)
    messages.success(request, "A draft with the figures of today. Say what you recommend, and complete the reasons.")
    return redirect("impact:write", reference=made.reference)


@require_http_methods(FORMS)
@requires("impact.write", on=recommendation_for)
def write(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    """Change a draft; where somebody else was first, nothing typed is lost."""
    form = WriteForm(request.POST or None, draft=recommendation)
    clash: Clash | None = None
    both: list[tuple[str, str, str]] = []
    if form.is_valid():
        saved = services.write_recommendation(recommendation, **form.said(), actor=request.user)
        if not isinstance(saved, Clash):
            messages.success(request, "Saved. This is how it reads.")
            return redirect(saved)
        clash = saved
        both = form.made_anew(clash.shown, clash.stands)
    context: dict[str, Any] = {"recommendation": recommendation, "form": form, "clash": clash, "both": both}
    return render(request, "impact/write.html", {**context, "has_errors": bool(form.errors or clash)})


@require_POST
@requires("impact.put_forward", on=recommendation_for)
def put_forward(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    """Bring it before the Commission."""
    services.put_forward_recommendation(recommendation, actor=request.user)
    messages.success(request, "Before the Commission. Everybody reads it now, and its text stays as it is.")
    return redirect(recommendation)


@require_POST
@requires("impact.withdraw", on=recommendation_for)
def withdraw(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    """Give a draft up."""
    services.withdraw_recommendation(recommendation, actor=request.user)
    messages.success(request, "Withdrawn. Another draft may be begun.")
    return redirect(recommendation)


@require_http_methods(FORMS)
@requires("impact.decide", on=recommendation_for)
def decide(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    """Record what the Commission decided."""
    form = DecideForm(request.POST or None)
    if form.is_valid():
        try:
            services.decide_recommendation(recommendation, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error("on", str(refused))
        else:
            messages.success(request, "Recorded.")
            return redirect(recommendation)
    context = {"recommendation": recommendation, "form": form, "has_errors": bool(form.errors)}
    return render(request, "impact/decide.html", context)


@require_http_methods(FORMS)
@requires("impact.send", on=recommendation_for)
def send(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    """Record that it was sent to the State Board."""
    form = SendForm(request.POST or None)
    if form.is_valid():
        try:
            services.send_recommendation(recommendation, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error("on", str(refused))
        else:
            messages.success(request, "Recorded.")
            return redirect(recommendation)
    context = {"recommendation": recommendation, "form": form, "has_errors": bool(form.errors)}
    return render(request, "impact/send.html", context)
