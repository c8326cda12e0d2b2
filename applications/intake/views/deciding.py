"""Deciding: one application, all decisions of a round side by side, their release, the waiting list."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.intake import services
from applications.intake.forms import DecisionForm, PlaceForm, ReleaseForm, ReviewForm
from applications.intake.letter import letter_text, pathways_of
from applications.intake.models import Application, Decision, Round
from applications.intake.notifications import decided_mail, readers_by_district
from applications.intake.queries import balance_of, criteria_for, districts_not_shown, panel_key, results_for
from applications.intake.states import Outcome
from applications.intake.views.people import application_for
from applications.reviews.models import Panel
from portal.core.policies import requires
from portal.network.models import Pathway


def round_for(request: HttpRequest, slug: str) -> Round:
    """The round, published or not; who may ask is said by the permission."""
    found = Round.objects.filter(slug=slug).first()
    if found is None or not request.user.has_perm("intake.see_decisions"):
        raise Http404
    return found


@require_POST
@requires("intake.decide", on=application_for)
def review(request: HttpRequest, application: Application) -> HttpResponse:
    """Take it into review."""
    services.review_application(application, actor=request.user)
    return redirect(application)


@require_POST
@requires("intake.decide", on=application_for)
def enter_stage(request: HttpRequest, application: Application) -> HttpResponse:
    """Take one application to a stage of its round."""
    services.enter_stage(application, stage=request.POST.get("stage", "")[:60], actor=request.user)
    return redirect(application)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("intake.decide", on=application_for)
def decide(request: HttpRequest, application: Application) -> HttpResponse:
    """Set the decision, or change it; nobody is told before the release."""
    decision = Decision.objects.visible_to(request.user).filter(application=application).first()
    criteria, comments = criteria_for(request.user, application, decision)
    known = {"outcome": decision.outcome, "reasons": decision.reasons} if decision else None
    form = DecisionForm(request.POST or None, initial=known, criteria=criteria, comments=comments)
    if form.is_valid():
        services.decide_application(application, actor=request.user, **form.decision())
        messages.success(request, "The decision is kept. The district hears nothing until decisions are released.")
        return redirect("intake:decisions", slug=application.round.slug)
    context = {"application": application, "form": form, "decision": decision, "has_errors": form.is_bound}
    context["seats_left"] = services.seats_left(application.round, besides=application)
    return render(request, "intake/decide.html", context)


@require_POST
@requires("intake.decide", on=application_for)
def clear_decision(request: HttpRequest, application: Application) -> HttpResponse:
    """Take a decision back that nobody was told."""
    services.clear_decision(application, actor=request.user)
    messages.success(request, f"The decision on {application.district} was taken back. Nobody was told.")
    return redirect("intake:decisions", slug=application.round.slug)


@require_POST
@requires("intake.decide", on=application_for)
def move_on_list(request: HttpRequest, application: Application) -> HttpResponse:
    """Another place on the waiting list."""
    form = PlaceForm(request.POST)
    if form.is_valid():
        services.move_on_list(application, actor=request.user, **form.cleaned_data)
    else:
        messages.error(request, "A place on the waiting list is a whole number from 1. Nothing was changed.")
    return redirect("intake:decisions", slug=application.round.slug)


@require_safe
@requires("intake.see_decisions", on=round_for)
def decisions(request: HttpRequest, call: Round) -> HttpResponse:
    """All decisions of a round side by side: what is set, what is open, the places, the waiting list."""
    return render(request, "intake/decisions.html", decisions_context(request, call))


def decisions_context(request: HttpRequest, call: Round) -> dict[str, Any]:
    """The decisions of a round by outcome, the applications without one, and the places."""
    found = Decision.objects.visible_to(request.user).filter(application__round=call)
    found = found.select_related("application__district", "made_by")
    rows = list(found.exclude(application__state="withdrawn").order_by("place", "application__district__name"))
    scores = results_for(request.user, call)
    for row in rows:
        row.score = scores.get(row.application.reference)  # type: ignore[attr-defined]
    undecided = call.applications.undecided().filter(decision=None).select_related("district", "round")
    tied = districts_not_shown(request.user, call)
    without = list(undecided.exclude(district__in=tied).order_by("district__name"))
    for application in without:
        application.score = scores.get(application.reference)  # type: ignore[attr-defined]
    outcomes = [(outcome, [row for row in rows if row.outcome == outcome]) for outcome in Outcome]
    return {
        "call": call,
        "outcomes": outcomes,
        "balance": balance_of(call),
        "undecided": without,
        "not_shown": len(tied),
        "panel": Panel.objects.filter(key=panel_key(call)).first(),
        "pending": sum(row.released_at is None for row in rows),
        "seats_left": services.seats_left(call),
        "may_release": request.user.has_perm("intake.release"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@requires("intake.release", on=round_for)
def open_review(request: HttpRequest, call: Round) -> HttpResponse:
    """Open the round's panel; then reviewers are named and applications assigned."""
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        panel = services.open_review(call, actor=request.user, **form.cleaned_data)
        messages.success(request, "The review is open. Now name the reviewers, then assign the applications.")
        return redirect("reviews:panel", key=panel.key)
    return render(request, "intake/open_review.html", {"call": call, "form": form, "has_errors": form.is_bound})


@require_http_methods(["GET", "HEAD", "POST"])
@requires("intake.release", on=round_for)
def release(request: HttpRequest, call: Round) -> HttpResponse:
    """Look at every mail and letter, then tell all districts at once."""
    open_ones = call.applications.undecided().filter(decision=None).select_related("district")
    initial = {"shown": services.fingerprint(call)}
    form = ReleaseForm(request.POST or None, initial=initial, undecided=len(open_ones))
    if form.is_valid():
        told = services.release_decisions(call, shown=form.cleaned_data["shown"], actor=request.user)
        messages.success(request, f"{len(told)} decisions were released. Mails and letters are on their way.")
        return redirect("intake:decisions", slug=call.slug)
    context = {"call": call, "form": form, "undecided": open_ones, "has_errors": form.is_bound}
    not_shown = districts_not_shown(request.user, call)
    previews = [] if not_shown else _previews(call)
    return render(request, "intake/release.html", {**context, "previews": previews, "not_shown": len(not_shown)})


def _previews(call: Round) -> list[dict[str, Any]]:
    """Each pending decision with its mail, who gets it, and its letter; the same queries for any number."""
    pending = Decision.objects.pending().filter(application__round=call).order_by("outcome", "place", "pk")
    about = ("application__district", "application__round", "application__form_version")
    found = list(pending.select_related(*about).prefetch_related("application__answers"))
    readers = readers_by_district(decision.application for decision in found)
    topics = list(Pathway.objects.all())
    return [_preview(decision, readers.get(decision.application.district_id, []), topics) for decision in found]


def _preview(decision: Decision, to: list[Any], topics: list[Pathway]) -> dict[str, Any]:
    subject, text = decided_mail(decision)
    application, letter = decision.application, ""
    if decision.outcome == Outcome.ACCEPT:
        values = application.values()
        letter = letter_text(application, values, pathways_of(values, topics))
    return {"decision": decision, "subject": subject, "text": text, "to": to, "letter": letter}


@require_POST
@requires("intake.release", on=round_for)
def close_list(request: HttpRequest, call: Round) -> HttpResponse:
    """Tell the districts that still wait that no place became free."""
    told = services.close_waiting_list(call, actor=request.user)
    messages.success(request, f"{told} districts are told that the waiting list is closed.")
    return redirect("intake:decisions", slug=call.slug)
