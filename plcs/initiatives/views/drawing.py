"""The driver diagram: adding, changing and removing drivers and ideas."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from plcs.initiatives import services
from plcs.initiatives.forms import DriverForm, WordsForm
from plcs.initiatives.models import Driver, Idea, Initiative
from plcs.initiatives.views.finding import FORMS, around, driver_for, idea_for, initiative_for
from portal.core.errors import NotAllowed
from portal.core.policies import requires

DIAGRAM = "#diagram"


def done(form: Any, act: Callable[..., Any], thing: Any, actor: Any) -> bool:
    """Whether it was done; what forbids it stands in the form otherwise."""
    if not form.is_valid():
        return False
    try:
        act(thing, **form.cleaned_data, actor=actor)
    except NotAllowed as refused:
        form.add_error(None, str(refused))
    return not form.errors


def to_diagram(initiative: Initiative) -> HttpResponse:
    """Back to the diagram."""
    return redirect(initiative.get_absolute_url() + DIAGRAM)


@require_http_methods(FORMS)
@requires("initiatives.write", on=initiative_for)
def add_driver(request: HttpRequest, found: Initiative) -> HttpResponse:
    """Add a driver to the diagram."""
    form = DriverForm(request.POST or None, initiative=found)
    if done(form, services.add_driver, found, request.user):
        return to_diagram(found)
    return render(request, "initiatives/add_driver.html", around(found, form=form, has_errors=form.errors))


@require_http_methods(FORMS)
@requires("initiatives.write", on=driver_for)
def change_driver(request: HttpRequest, driver: Driver) -> HttpResponse:
    """Put a driver in other words."""
    form = WordsForm(request.POST or None, initial={"words": driver.words})
    if done(form, services.change_driver, driver, request.user):
        return to_diagram(driver.initiative)
    context = around(driver, form=form, driver=driver, has_errors=form.errors)
    return render(request, "initiatives/change_driver.html", context)


@require_POST
@requires("initiatives.write", on=driver_for)
def remove_driver(request: HttpRequest, driver: Driver) -> HttpResponse:
    """Take a driver out of the diagram."""
    initiative = driver.initiative
    services.remove_driver(driver, actor=request.user)
    messages.success(request, "The driver is removed.")
    return to_diagram(initiative)


@require_http_methods(FORMS)
@requires("initiatives.write", on=driver_for)
def add_idea(request: HttpRequest, driver: Driver) -> HttpResponse:
    """Add a change idea that acts on a driver."""
    form = WordsForm(request.POST or None)
    if done(form, services.add_idea, driver, request.user):
        return to_diagram(driver.initiative)
    context = around(driver, form=form, driver=driver, has_errors=form.errors)
    return render(request, "initiatives/add_idea.html", context)


@require_http_methods(FORMS)
@requires("initiatives.write", on=idea_for)
def change_idea(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Put an idea in other words."""
    form = WordsForm(request.POST or None, initial={"words": idea.words})
    if done(form, services.change_idea, idea, request.user):
        return to_diagram(idea.initiative)
    context = around(idea, form=form, idea=idea, has_errors=form.errors)
    return render(request, "initiatives/change_idea.html", context)


@require_POST
@requires("initiatives.write", on=idea_for)
def remove_idea(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Take an idea out of the diagram."""
    initiative = idea.initiative
    services.remove_idea(idea, actor=request.user)
    messages.success(request, "The idea is removed.")
    return to_diagram(initiative)
