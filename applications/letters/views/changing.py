"""Changing letters: districts ask, facilitators amend, give time, record paper, take back."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from applications.letters import services
from applications.letters.forms import AmendForm, AnswerForm, ChangeForm, DayForm, PaperForm, ReasonForm
from applications.letters.models import Letter
from applications.letters.services.issuing import amended_text
from applications.letters.views.reading import letter_for, page
from portal.core.http import for_script
from portal.core.policies import requires

BOTH = ["GET", "HEAD", "POST"]
DAYS_TO_SIGN = 12


@require_http_methods(BOTH)
@requires("letters.manage", on=letter_for)
def amend(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Write a new version: first how it differs, then it is issued."""
    services.check_manager(letter, request.user)
    form = AmendForm(request.POST or None, initial=_amended(letter))
    context: dict[str, Any] = {"form": form, "has_errors": form.is_bound and not form.is_valid()}
    if form.is_valid():
        if request.POST.get("then") == "issue":
            amended = services.amend_letter(letter, actor=request.user, **form.cleaned_data)
            messages.success(request, f"Version {amended.version} is issued. The district has a mail.")
            return redirect(amended)
        values = form.cleaned_data
        context["shown"] = amended_text(letter, values["text"], values["pathways"])
    return page(request, letter, "letters/amend.html", **context)


def _amended(letter: Letter) -> dict[str, Any]:
    asked = letter.change_requests.filter(answered_at=None).first()
    return {
        "text": letter.text,
        "pathways": (asked or letter).pathways.all(),
        "change_note": "",
        "due_on": timezone.localdate() + timedelta(days=DAYS_TO_SIGN),
    }


def _answered(request: HttpRequest, letter: Letter, form: Any, service: Any, template: str, done: str) -> HttpResponse:
    """A form with one service behind it: done, one is back at the letter."""
    if form.is_valid():
        service(letter, actor=request.user, **form.cleaned_data)
        messages.success(request, done)
        return redirect(letter)
    return page(request, letter, template, form=form, has_errors=form.is_bound)


@require_http_methods(BOTH)
@requires("letters.manage", on=letter_for)
def extend(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Give more time."""
    form = DayForm(request.POST or None)
    done = "There is more time now. The district has a mail."
    return _answered(request, letter, form, services.extend_letter, "letters/extend.html", done)


@require_http_methods(BOTH)
@requires("letters.manage", on=letter_for)
def void(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Take the letter back."""
    form = ReasonForm(request.POST or None)
    done = "The letter is taken back. The district has a mail."
    return _answered(request, letter, form, services.void_letter, "letters/void.html", done)


@require_http_methods(BOTH)
@requires("letters.ask_change", on=letter_for)
def ask_change(request: HttpRequest, letter: Letter) -> HttpResponse:
    """The district asks for other PLCs or other words."""
    form = ChangeForm(request.POST or None, initial={"pathways": letter.pathways.all()})
    done = "The department has your wish. It answers with a new version, or says why not."
    return _answered(request, letter, form, services.ask_for_change, "letters/ask_change.html", done)


@require_http_methods(BOTH)
@requires("letters.manage", on=letter_for)
def answer_change(request: HttpRequest, letter: Letter) -> HttpResponse:
    """The letter is not changed, and why."""
    form = AnswerForm(request.POST or None)
    done = "The district reads your answer."
    return _answered(request, letter, form, services.answer_change, "letters/answer_change.html", done)


@require_http_methods(BOTH)
@requires("letters.manage", on=letter_for)
def paper(request: HttpRequest, letter: Letter) -> HttpResponseBase:
    """Record what was signed on paper."""
    services.check_manager(letter, request.user)
    offices = services.missing_offices(letter)
    form = PaperForm(request.POST or None, request.FILES or None, offices=offices)
    if form.is_valid():
        scan = form.cleaned_data["scan"]
        services.record_paper(letter, signatures=form.signatures(), scan=scan, actor=request.user)
        messages.success(request, "Recorded. The letter waits for the department now.")
        return for_script(request, redirect(letter))
    return page(request, letter, "letters/paper.html", form=form, has_errors=form.is_bound, offices=offices)


@require_POST
@requires("letters.manage", on=letter_for)
def reminders(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Stop the reminders by rule, or let them go on."""
    services.switch_reminders(letter, on=request.POST.get("on") == "yes", actor=request.user)
    return redirect(letter)
