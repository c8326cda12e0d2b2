"""For the state: what the library lacks, what travels, who never looks; and the weights of the score."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from best_practices.reuse import adopters, lists, services
from best_practices.reuse.effect import effect_of
from best_practices.reuse.forms import PARTS, SetWeightsForm, WeightsForm
from best_practices.reuse.models import Weighting
from portal.core.policies import requires
from portal.core.sheets import csv_answer

ON_A_PAGE = 20
FIRST_FEW = 12
GAPS = ["School", "District", "Largest need", "Need, 0 to 1", "Nearest practice", "Score"]
TRAVELS = ["Practice", "Whose", "Districts", "Schools"]
UNSEEN = ["District", "Schools with a need", "Last looked"]


@require_safe
@requires("reuse.read_lists")
def state_lists(request: HttpRequest) -> HttpResponse:
    """Schools without a fitting practice, practices that travel, districts that never look."""
    found = lists.gaps()
    context = {
        "lacks": lists.lacks(found)[:FIRST_FEW],
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "travellers": lists.travellers()[:FIRST_FEW],
        "unseen": lists.unseen(timezone.localdate()),
        "few": FIRST_FEW,
        "may_weigh": request.user.has_perm("reuse.set_weights"),
    }
    return render(request, "reuse/lists.html", context)


@require_safe
@requires("reuse.read_lists")
def list_file(request: HttpRequest, kind: str) -> HttpResponse:
    """One of the lists, whole, as a file."""
    if kind == "gaps":
        rows = [gap_row(gap) for gap in lists.gaps()]
        return csv_answer("schools-without-a-practice.csv", GAPS, rows)
    if kind == "travel":
        rows = [travel_row(each) for each in lists.travellers()]
        return csv_answer("practices-that-travel.csv", TRAVELS, rows)
    if kind == "unseen":
        seen = lists.unseen(timezone.localdate())
        return csv_answer(
            "districts-that-never-look.csv", UNSEEN, [(e.district.name, e.schools, e.last_on) for e in seen]
        )
    raise Http404


def gap_row(gap: lists.Gap) -> list[Any]:
    """A gap as cells."""
    nearest = (gap.nearest.practice.title, gap.nearest.score) if gap.nearest else ("", "")
    return [gap.school.name, gap.school.district, gap.need.name, round(gap.need.weight, 4), *nearest]


def travel_row(each: lists.Traveller) -> list[Any]:
    """A practice that travels, as cells."""
    practice = each.adoption.practice
    return [str(practice), practice.owner_name, len(each.districts), each.schools]


@require_http_methods(["GET", "HEAD", "POST"])
@requires("reuse.set_weights")
def weights(request: HttpRequest) -> HttpResponse:
    """Try weights and see what they would change; then set them, with the reason."""
    in_force = adopters.values_of(adopters.weights_in_force())
    tried = WeightsForm(request.GET if "aim" in request.GET else None, values=in_force)
    is_tried = tried.is_bound and tried.is_valid()
    form = SetWeightsForm(request.POST, values=in_force) if request.method == "POST" else None
    if form is not None and form.is_valid():
        services.set_weights(values=form.values(), reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Set. Every suggestion is scored with these weights from now on.")
        return redirect("reuse:weights")
    if form is None and is_tried:
        form = SetWeightsForm(values=tried.values())
    effect = effect_of(adopters.weights_of(in_force), adopters.weights_of(tried.values())) if is_tried else None
    context = {
        "tried": tried,
        "form": form,
        "effect": effect,
        "past": [(each, parts_told(each.values)) for each in Weighting.objects.select_related("set_by")[:ON_A_PAGE]],
        "has_errors": bool(form and form.errors) or bool(tried.errors),
    }
    return render(request, "reuse/weights.html", context)


def parts_told(values: dict[str, float]) -> str:
    """Weights in one line."""
    return ", ".join(f"{label.lower()} {round(values.get(name, 0.0) * 100)}" for name, label in PARTS.items())
