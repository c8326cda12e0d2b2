"""Identified schools in every state, for tests; made by services, as people would."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from best_practices.improvement import services
from best_practices.improvement.models import Artifact, ArtifactType, Goal, IdentifiedSchool
from portal.districts.models import School
from tests.factories.accountability import DesignationFactory

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def identified(school: School, *, actor: Any, designation: str = "SAR", days: int = 30) -> IdentifiedSchool:
    """A school that an imported file designates, and with which the work has begun."""
    DesignationFactory(school=school, designation=designation)
    due = timezone.localdate() + timedelta(days=days)
    return services.identify_school(school, artifacts_due_on=due, actor=actor)


def given(
    work: IdentifiedSchool, folder: ArtifactType, *, actor: Any, title: str = "Sample artifact", **facts: Any
) -> Artifact:
    """A document in a folder."""
    content = facts.pop("content", PDF)
    upload = SimpleUploadedFile("artifact.pdf", content)
    return services.upload_artifact(work, folder=folder, title=title, file=upload, actor=actor, **facts)


def complete(work: IdentifiedSchool, *, actor: Any) -> IdentifiedSchool:
    """Everything that is asked for, by one who writes for the school."""
    for folder in ArtifactType.objects.filter(is_required=True):
        given(work, folder, actor=actor)
    return work


def gathered(school: School, *, actor: Any, by: Any, **facts: Any) -> IdentifiedSchool:
    """A school whose artifacts were found complete by the state's `actor`, given `by` its district."""
    return services.confirm_artifacts(complete(identified(school, actor=actor, **facts), actor=by), actor=actor)


def exited(school: School, *, actor: Any, by: Any, reason: str = "Sample: it rose to a C.") -> IdentifiedSchool:
    """A school that is identified no longer."""
    work = gathered(school, actor=actor, by=by)
    return services.exit_school(work, on=timezone.localdate(), reason=reason, actor=actor)


GOAL = {
    "need": "Sample: four of ten students read on grade.",
    "priority": 3,
    "opportunity": 2,
    "strategy": "Sample: half an hour of reading in small groups each day.",
    "words": "Sample: by May 2027 six of ten read on grade.",
}
STEP = {
    "words": "Sample: groups are made by the winter test.",
    "owner": "principal",
    "due_on": date(2027, 1, 15),
    "evidence": "Sample: the list of groups.",
}


def planned_goal(work: IdentifiedSchool, *, actor: Any, steps: int = 1, **facts: Any) -> Goal:
    """A goal of a plan with steps."""
    goal = services.write_goal(work, **{**GOAL, **facts}, actor=actor)
    for _ in range(steps):
        services.write_step(goal, **STEP, actor=actor)
    return goal


def planned(school: School, *, actor: Any, by: Any, **facts: Any) -> IdentifiedSchool:
    """A school whose plan is submitted."""
    work = gathered(school, actor=actor, by=by)
    planned_goal(work, actor=by, **facts)
    return services.submit_plan(work, actor=by)
