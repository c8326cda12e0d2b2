"""Runs: the list, a new one, its page, other weights, fixed pairs, release."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorship.matching import queries, services, showing
from mentorship.matching.fitting import PARTS, Weights
from mentorship.matching.forms import LaterWeightsForm, PairForm, WeightsForm
from mentorship.matching.models import Run
from mentorship.matching.views.finding import FORMS, run_for
from portal.core.errors import NotAllowed
from portal.core.policies import requires
from portal.core.sheets import csv_answer
from portal.districts.map import drawing

PAGE = 20
HEADER = ["Mentor", "Mentor NCES id", "District", "District NCES id", "Fit", "Miles", "Drive (minutes)", "Wish"]


@require_safe
@requires("matching.see_runs")
def runs(request: HttpRequest) -> HttpResponse:
    """All runs, the newest first."""
    found = Run.objects.visible_to(request.user).select_related("made_by").defer("pool")
    context: dict[str, Any] = {"page": Paginator(found, PAGE).get_page(request.GET.get("page"))}
    context["may_make"] = request.user.has_perm("matching.make_run")
    return render(request, "matching/runs.html", context)


@require_http_methods(FORMS)
@requires("matching.make_run")
def new(request: HttpRequest) -> HttpResponse:
    """Match all that wait with all that have room; a draft comes of it."""
    form = WeightsForm(request.POST or None, weights=queries.weights_now())
    if form.is_valid():
        try:
            made = services.make_run(weights=form.weights(), actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "This is a draft. Nobody is told before you release it.")
            return redirect(made)
    return render(request, "matching/new.html", {"form": form, "has_errors": bool(form.errors)})


@require_safe
@requires("matching.see_runs", on=run_for)
def run_page(request: HttpRequest, run: Run) -> HttpResponse:
    """A run: who gets whom and why, who does not and why, what the stable way would give, who is served."""
    return render(request, "matching/run.html", page_of(request, run))


def page_of(request: HttpRequest, run: Run) -> dict[str, Any]:
    """What the page of a run shows."""
    may_change = request.user.has_perm("matching.work_on_run", run)
    return {
        "run": run,
        "shown": showing.shown(run),
        "may_change": may_change,
        "drawing": drawing(),
        "has_samples": queries.has_samples(run),
        "may_set": request.user.has_perm("matching.make_run") and Weights(**run.weights) != queries.weights_now(),
        "weights": [(words, run.weights[name]) for name, words in PARTS.items()],
    }


@require_http_methods(FORMS)
@requires("matching.work_on_run", on=run_for)
def weigh(request: HttpRequest, run: Run) -> HttpResponse:
    """Other weights: first the effect, then they are kept."""
    known = Weights(**run.weights)
    form = WeightsForm(request.POST or None, weights=known, version=run.version)
    context: dict[str, Any] = {"run": run, "form": form}
    if form.is_valid():
        if "keep" in request.POST:
            version = form.cleaned_data["version"]
            return changed(request, run, version=version, weights=form.weights())
        context["effect"] = showing.effect(run, form.weights())
    return render(request, "matching/weigh.html", {**context, "has_errors": bool(form.errors)})


def changed(request: HttpRequest, run: Run, **facts: Any) -> HttpResponse:
    """Solve it anew and lead back; what is refused is told there."""
    try:
        services.change_run(run, **facts, actor=request.user)
    except NotAllowed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Solved anew.")
    return redirect(run)


@require_http_methods(FORMS)
@requires("matching.weigh_later", on=run_for)
def set_weights(request: HttpRequest, run: Run) -> HttpResponse:
    """Later runs begin with the weights of this one."""
    form = LaterWeightsForm(request.POST or None)
    if form.is_valid():
        services.set_weights(Weights(**run.weights), reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Later runs begin with these weights.")
        return redirect(run)
    weights = [(words, run.weights[name], getattr(queries.weights_now(), name)) for name, words in PARTS.items()]
    context = {"run": run, "form": form, "weights": weights, "has_errors": bool(form.errors)}
    return render(request, "matching/set_weights.html", context)


@require_POST
@requires("matching.work_on_run", on=run_for)
def set_pair(request: HttpRequest, run: Run) -> HttpResponse:
    """A pair must be, must not be, or is left to the matching again; the rest is solved anew."""
    form = PairForm(request.POST)
    if not form.is_valid():
        raise NotAllowed("Please choose the pair again.")
    said = form.cleaned_data
    pair = [said["mentor"], said["request"]]
    kept = {name: [tuple(each) for each in getattr(run, name) if each != pair] for name in ("pinned", "forbidden")}
    if said["verb"] != "free":
        kept["pinned" if said["verb"] == "pin" else "forbidden"].append((pair[0], pair[1]))
    return changed(request, run, version=said["version"], **kept)


@require_POST
@requires("matching.work_on_run", on=run_for)
def refresh(request: HttpRequest, run: Run) -> HttpResponse:
    """Solve it for those who wait and mentor today."""
    return changed(request, run, version=run.version, with_new_pool=True, pinned=[], forbidden=[])


@require_http_methods(FORMS)
@requires("matching.work_on_run", on=run_for)
def release(request: HttpRequest, run: Run) -> HttpResponse:
    """Propose all pairs to both sides, once that was confirmed."""
    if request.method == "POST":
        services.release_run(run, actor=request.user)
        count = len(run.result["pairs"])
        messages.success(request, f"Released: {count} pair{'' if count == 1 else 's'} proposed. Both sides have mail.")
        return redirect(run)
    return render(request, "matching/release.html", {"run": run, "count": len(run.result["pairs"])})


@require_POST
@requires("matching.work_on_run", on=run_for)
def discard(request: HttpRequest, run: Run) -> HttpResponse:
    """Nobody is matched by it."""
    services.discard_run(run, actor=request.user)
    messages.success(request, "Discarded. Nobody was told of it.")
    return redirect("matching:runs")


@require_safe
@requires("matching.see_runs", on=run_for)
def pairs_file(request: HttpRequest, run: Run) -> HttpResponse:
    """The pairs as a table to keep."""
    rows = [
        [pair.mentor, pair.mentor_id, pair.district, pair.district_id, pair.fit, pair.miles, pair.minutes, pair.wish]
        for pair in showing.shown(run).pairs
    ]
    return csv_answer(f"matching-run-{run.pk}.csv", HEADER, rows)
