"""The plan of a school: goals and steps, submitted, sent back, carried out."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from best_practices.improvement import services
from best_practices.improvement.forms import GoalForm, ProgressForm, ReturnPlanForm, StepForm
from best_practices.improvement.models import IdentifiedSchool
from best_practices.improvement.queries import goals_of
from best_practices.improvement.views.finding import FORMS, goal_of, identified_for, step_of
from portal.core.errors import NotAllowed
from portal.core.policies import requires

VERBS = ("write_plan", "submit_plan", "note_progress", "return_plan")


@require_safe
@requires("improvement.read", on=identified_for)
def plan(request: HttpRequest, identified: IdentifiedSchool) -> HttpResponse:
    """The plan, the highest index first."""
    may = {verb: request.user.has_perm(f"improvement.{verb}", identified) for verb in VERBS}
    goals = goals_of(identified)
    is_ready = bool(goals) and all(goal.steps.all() for goal in goals)
    context = {"identified": identified, "goals": goals, "is_ready": is_ready, "may": may}
    return render(request, "improvement/plan.html", context)


def _answered(
    request: HttpRequest,
    identified: IdentifiedSchool,
    form: forms.Form,
    write: Callable[..., Any],
    told: str = "Kept.",
    **shown: Any,
) -> HttpResponse:
    """A form of the plan: written and back to the plan, or shown again with what is wrong."""
    if form.is_valid():
        try:
            write(**form.cleaned_data, actor=request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
            _take_version(form, shown.get("stands"))
        else:
            messages.success(request, told)
            return redirect("improvement:plan", identified.pk)
    context = {"identified": identified, "form": form, "has_errors": bool(form.errors), **shown}
    return render(request, "improvement/plan_form.html", context)


def _take_version(form: Any, stands: Any) -> None:
    """What stands is shown beside the form, which is then about it: to save again is meant."""
    if stands is not None and "version" in form.fields:
        form.data = form.data.copy()
        form.data["version"] = str(stands.version)


@require_http_methods(FORMS)
@requires("improvement.write_plan", on=identified_for)
def add_goal(request: HttpRequest, identified: IdentifiedSchool) -> HttpResponse:
    """One more goal."""
    write = partial(services.write_goal, identified)
    return _answered(request, identified, GoalForm(request.POST or None), write, heading="Add a goal")


@require_http_methods(FORMS)
@requires("improvement.write_plan", on=identified_for)
def change_goal(request: HttpRequest, identified: IdentifiedSchool, goal: int) -> HttpResponse:
    """Change a goal."""
    found = goal_of(identified, goal)
    form, write = GoalForm(request.POST or None, goal=found), partial(services.write_goal, identified, found)
    return _answered(request, identified, form, write, heading="Change a goal", stands=found)


@require_POST
@requires("improvement.write_plan", on=identified_for)
def remove_goal(request: HttpRequest, identified: IdentifiedSchool, goal: int) -> HttpResponse:
    """Take a goal out."""
    services.remove_goal(goal_of(identified, goal), actor=request.user)
    messages.success(request, "Taken out, with its steps.")
    return redirect("improvement:plan", identified.pk)


@require_http_methods(FORMS)
@requires("improvement.write_plan", on=identified_for)
def add_step(request: HttpRequest, identified: IdentifiedSchool, goal: int) -> HttpResponse:
    """One more step of a goal."""
    found = goal_of(identified, goal)
    form, write = StepForm(request.POST or None), partial(services.write_step, found)
    return _answered(request, identified, form, write, heading="Add a step", about=found)


@require_http_methods(FORMS)
@requires("improvement.write_plan", on=identified_for)
def change_step(request: HttpRequest, identified: IdentifiedSchool, step: int) -> HttpResponse:
    """Change a step."""
    found = step_of(identified, step)
    form = StepForm(request.POST or None, initial=model_to_dict(found))
    write = partial(services.write_step, found.goal, found)
    return _answered(request, identified, form, write, heading="Change a step", about=found.goal, stands=found)


@require_POST
@requires("improvement.write_plan", on=identified_for)
def remove_step(request: HttpRequest, identified: IdentifiedSchool, step: int) -> HttpResponse:
    """Take a step out."""
    services.remove_step(step_of(identified, step), actor=request.user)
    messages.success(request, "Taken out.")
    return redirect("improvement:plan", identified.pk)


@require_http_methods(FORMS)
@requires("improvement.note_progress", on=identified_for)
def progress(request: HttpRequest, identified: IdentifiedSchool, step: int) -> HttpResponse:
    """How far a step is."""
    found = step_of(identified, step)
    form = ProgressForm(request.POST or None, initial={"percent": found.percent, "version": found.version})
    write = partial(services.note_progress, found)
    return _answered(request, identified, form, write, heading="How far is it?", about=found, stands=found)


@require_POST
@requires("improvement.submit_plan", on=identified_for)
def submit_plan(request: HttpRequest, identified: IdentifiedSchool) -> HttpResponse:
    """The plan stands."""
    services.submit_plan(identified, actor=request.user)
    messages.success(request, "Submitted. Note how far the steps are from now on.")
    return redirect("improvement:plan", identified.pk)


@require_http_methods(FORMS)
@requires("improvement.return_plan", on=identified_for)
def return_plan(request: HttpRequest, identified: IdentifiedSchool) -> HttpResponse:
    """The plan goes back, with what is lacking."""
    form, write = ReturnPlanForm(request.POST or None), partial(services.return_plan, identified)
    told = "Sent back. The district has a mail with your words."
    return _answered(request, identified, form, write, told=told, heading="Send it back", button="Send it back")
