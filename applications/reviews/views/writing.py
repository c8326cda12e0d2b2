"""A reviewer's own reviews: the list, one review beside its text, each criterion saved by itself."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.reviews import services
from applications.reviews.forms import ReviewForm
from applications.reviews.models import Assignment, Panel
from applications.reviews.providers import materials_for
from applications.reviews.states import AssignmentState
from portal.core.policies import requires


def assignment_for(request: HttpRequest, number: int) -> Assignment:
    """One's own review, as long as one is free to judge."""
    own = Assignment.objects.own(request.user).select_related("subject__panel", "subject__district")
    found = own.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@require_safe
@requires("reviews.list")
def mine(request: HttpRequest) -> HttpResponse:
    """What is left and what is done; for staff the panels."""
    own = list(Assignment.objects.own(request.user).select_related("subject__panel", "subject__district"))
    left = [each for each in own if each.state == AssignmentState.ASSIGNED and each.subject.panel.is_open]
    panels = Panel.objects.all() if request.user.has_perm("reviews.see_panel") else Panel.objects.none()
    done = [each for each in own if each.state == AssignmentState.DONE]
    return render(request, "reviews/mine.html", {"left": left, "done": done, "panels": panels})


@require_http_methods(["GET", "HEAD", "POST"])
@requires("reviews.score", on=assignment_for)
def review(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """The text beside the rubric. One button keeps what is there; the other says that it is done and leads on."""
    panel = assignment.subject.panel
    form = ReviewForm(panel.criteria, request.POST or None, initial=_known(assignment), verdicts=panel.verdicts)
    if form.is_valid():
        _save(assignment, form.cleaned_data, request.user)
        if request.POST.get("then") == "finish":
            services.finish_review(assignment, actor=request.user)
            return redirect(_next(request) or reverse("reviews:mine"))
        messages.success(request, "Your review is kept. It counts once you say that it is done.")
        return redirect(assignment)
    return render(request, "reviews/review.html", _shown(request, assignment, form))


def _shown(request: HttpRequest, assignment: Assignment, form: ReviewForm) -> dict[str, Any]:
    may_write = assignment.state == AssignmentState.ASSIGNED and assignment.subject.panel.is_open
    for name, field in form.fields.items():
        field.disabled = not may_write
        field.widget.attrs.update(_autosave(assignment, name) if may_write else {})
    context = {"assignment": assignment, "form": form, "may_write": may_write, "has_errors": bool(form.errors)}
    context["may_discuss"] = request.user.has_perm("reviews.discuss", assignment.subject)
    return {**context, "total": assignment.total(), "materials": materials_for(assignment.subject, request.user)}


def _known(assignment: Assignment) -> dict[str, Any]:
    known: dict[str, Any] = {
        "note": assignment.note,
        "recommendation": assignment.recommendation,
        "confidence": assignment.confidence,
    }
    for score in assignment.scores.all():
        known |= {f"level-{score.criterion}": score.level, f"comment-{score.criterion}": score.comment}
    return known


def _save(assignment: Assignment, values: dict[str, Any], actor: Any) -> None:
    for each in assignment.subject.panel.criteria:
        level, comment = values[f"level-{each.key}"], values[f"comment-{each.key}"]
        if level is not None or comment:
            services.save_score(assignment, each.key, level=level, comment=comment, actor=actor)
    services.save_note(assignment, values["note"], actor=actor)
    if "recommendation" in values:
        said = {"recommendation": values["recommendation"], "confidence": values["confidence"]}
        services.save_recommendation(assignment, **said, actor=actor)


def _next(request: HttpRequest) -> str | None:
    left = Assignment.objects.own(request.user).filter(state=AssignmentState.ASSIGNED, subject__panel__closed_at=None)
    following = left.first()
    return following.get_absolute_url() if following else None


def _autosave(assignment: Assignment, name: str) -> dict[str, str]:
    """What makes a criterion save itself where scripts run."""
    key = name.partition("-")[2]
    if not key:
        return {}
    return {
        "hx-post": reverse("reviews:save_score", args=[assignment.pk, key]),
        "hx-trigger": "change",
        "hx-target": "#review-saved",
        "hx-params": "not form_key",
        "hx-sync": "closest form:queue all",
    }


@require_POST
@requires("reviews.score", on=assignment_for)
def save_score(request: HttpRequest, assignment: Assignment, criterion: str) -> HttpResponse:
    """Save one criterion by itself."""
    criteria = tuple(each for each in assignment.subject.panel.criteria if each.key == criterion)
    if not criteria:
        raise Http404
    form = ReviewForm(criteria, request.POST)
    is_saved = form.is_valid()
    if is_saved:
        level, comment = form.cleaned_data[f"level-{criterion}"], form.cleaned_data[f"comment-{criterion}"]
        services.save_score(assignment, criterion, level=level, comment=comment, actor=request.user)
    return render(request, "reviews/saved.html", {"is_saved": is_saved, "now": timezone.now()})


@require_POST
@requires("reviews.score", on=assignment_for)
def abstain(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Rather not judge this one."""
    services.abstain(assignment, actor=request.user)
    messages.success(request, "You abstain. The facilitators can give it to another reviewer.")
    return redirect("reviews:mine")


@require_POST
@requires("reviews.score", on=assignment_for)
def decline_field(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Not my field."""
    services.decline_field(assignment, actor=request.user)
    messages.success(request, "Noted as not your field. The facilitators can give it to another reviewer.")
    return redirect("reviews:mine")
