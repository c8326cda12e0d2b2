"""Finding what an address is about, as far as the reader may know of it."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from best_practices.improvement.models import Artifact, Goal, IdentifiedSchool, Step, SupportRequest
from best_practices.improvement.queries import Folder, folders_of

FORMS = ["GET", "HEAD", "POST"]


def identified_for(request: HttpRequest, number: int) -> IdentifiedSchool:
    """An identified school that the reader may know."""
    found = IdentifiedSchool.objects.visible_to(request.user).select_related("school__district", "identified_by")
    return get_object_or_404(found, pk=number)


def folder_of(identified: IdentifiedSchool, number: int) -> Folder:
    """One of its folders."""
    for folder in folders_of(identified):
        if folder.kind.pk == number:
            return folder
    raise Http404


def artifact_of(identified: IdentifiedSchool, number: int) -> Artifact:
    """One of its artifacts, whichever version."""
    return get_object_or_404(identified.artifacts.select_related("file"), pk=number)


def request_of(identified: IdentifiedSchool, number: int) -> SupportRequest:
    """One of its requests for support."""
    return get_object_or_404(identified.requests.select_related("identified__school", "asked_by"), pk=number)


def goal_of(identified: IdentifiedSchool, number: int) -> Goal:
    """One of the goals of its plan."""
    return get_object_or_404(identified.goals.select_related("identified__school"), pk=number)


def step_of(identified: IdentifiedSchool, number: int) -> Step:
    """One of the steps of its plan."""
    found = Step.objects.filter(goal__identified=identified)
    return get_object_or_404(found.select_related("goal__identified__school"), pk=number)
