"""Technical assistance: noted for a school; what coaches did, and which schools heard nothing."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from best_practices.improvement import queries, services
from best_practices.improvement.forms import AnswerForm, AskSupportForm, SupportForm
from best_practices.improvement.models import SILENT_DAYS, IdentifiedSchool
from best_practices.improvement.views.finding import FORMS, identified_for, request_of
from portal.core.errors import NotAllowed
from portal.core.policies import requires

LOAD_DAYS = 90
MOST = 100


@require_http_methods(FORMS)
@requires("improvement.support", on=identified_for)
def support(request: HttpRequest, identified: IdentifiedSchool) -> HttpResponse:
    """Note what was done for a school."""
    form = SupportForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        try:
            services.note_support(identified, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error("on", str(refused))
        else:
            messages.success(request, "Noted. The school reads it.")
            return redirect(identified)
    context = {"identified": identified, "form": form, "has_errors": bool(form.errors)}
    return render(request, "improvement/support.html", context)


@require_http_methods(FORMS)
@requires("improvement.ask_support", on=identified_for)
def ask_support(request: HttpRequest, identified: IdentifiedSchool) -> HttpResponse:
    """The school asks the state for help."""
    form = AskSupportForm(request.POST or None)
    if form.is_valid():
        services.ask_support(identified, **form.cleaned_data, actor=request.user)
        messages.success(request, "Asked. The state’s coaches have mail.")
        return redirect(identified)
    context = {"identified": identified, "form": form, "has_errors": bool(form.errors)}
    return render(request, "improvement/ask_support.html", context)


@require_http_methods(FORMS)
@requires("improvement.support", on=identified_for)
def answer_request(request: HttpRequest, identified: IdentifiedSchool, asked: int) -> HttpResponse:
    """A coach answers what a school asked for."""
    found = request_of(identified, asked)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            services.answer_request(found, **form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error("answer", str(refused))
        else:
            messages.success(request, "Answered. The school has mail.")
            return redirect(identified)
    context = {"identified": identified, "asked": found, "form": form, "has_errors": bool(form.errors)}
    return render(request, "improvement/answer_request.html", context)


@require_safe
@requires("improvement.read_load")
def load(request: HttpRequest) -> HttpResponse:
    """What coaches did in three months, and schools that heard nothing for thirty days."""
    since = timezone.localdate() - timedelta(days=LOAD_DAYS)
    silent = IdentifiedSchool.objects.silent().with_last_support().select_related("school__district")
    context = {"coaches": queries.load(since), "since": since, "days": SILENT_DAYS, "silent": silent[:MOST]}
    return render(request, "improvement/load.html", context)
