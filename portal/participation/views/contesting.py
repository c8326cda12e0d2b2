"""Contesting an entry, taking that back, and MDE's answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from portal.core.errors import NotAllowed
from portal.core.policies import requires
from portal.participation import services
from portal.participation.duties import WORDS, Duty
from portal.participation.forms import MISSING, AnswerForm, ContestForm
from portal.participation.models import Contest
from portal.participation.queries import LedgerOf
from portal.participation.views.finding import contest_for, ledger_for

FORMS = ["GET", "HEAD", "POST"]


@require_http_methods(FORMS)
@requires("participation.contest", on=ledger_for)
def contest(request: HttpRequest, of: LedgerOf, duty: str) -> HttpResponse:
    """Say that an entry of a duty is wrong, or that something is missing."""
    if duty not in Duty:
        raise Http404
    tally = of.counted().tally(duty)
    form = ContestForm(request.POST or None, initial={"entry": request.GET.get("entry", MISSING)}, tally=tally)
    if form.is_valid():
        try:
            made = services.contest_entry(of, duty=duty, **form.meant(), actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "MDE has it in its work list. The answer comes by mail and stands here.")
            return redirect(made)
    context = {"of": of, "tally": tally, "form": form, "has_errors": bool(form.errors)}
    return render(request, "participation/contest.html", context)


@require_http_methods(FORMS)
@requires("participation.answer", on=contest_for)
def answer(request: HttpRequest, contest: Contest) -> HttpResponse:
    """MDE answers."""
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        services.answer_contest(contest, answer=form.cleaned_data["answer"], actor=request.user)
        messages.success(request, "Answered. The people who lead the district get it by mail.")
        return redirect(contest)
    words = WORDS[Duty(contest.duty)]
    context = {"contest": contest, "words": words, "form": form, "has_errors": bool(form.errors)}
    return render(request, "participation/answer.html", context)


@require_POST
@requires("participation.take_back", on=contest_for)
def take_back(request: HttpRequest, contest: Contest) -> HttpResponse:
    """The district takes it back."""
    services.take_contest_back(contest, actor=request.user)
    messages.success(request, "Taken back.")
    return redirect(contest)
