"""Identified schools as they are listed, and the artifacts of one as they are gathered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum

from best_practices.improvement.models import (
    Artifact,
    ArtifactType,
    Excuse,
    Goal,
    IdentifiedSchool,
    IdentifiedSchoolQuerySet,
    Support,
)
from best_practices.improvement.states import SchoolState
from portal.accountability.models import Designation, DesignationType


@dataclass(frozen=True)
class Criteria:
    """Which identified schools; an empty word asks for all."""

    state: str = ""
    designation: str = ""
    silent: bool = False


@dataclass(frozen=True)
class Folder:
    """A folder of artifacts: what lies in it, the newest version of each first, or why nothing is asked for."""

    kind: ArtifactType
    artifacts: list[Artifact]
    excuse: Excuse | None

    @property
    def is_lacking(self) -> bool:
        """Asked for, and nothing lies in it."""
        return self.kind.is_required and not self.artifacts and self.excuse is None

    @property
    def newest(self) -> list[Artifact]:
        """The newest version of each artifact."""
        return list({each.title: each for each in reversed(self.artifacts)}.values())[::-1]


def listed(user: Any, criteria: Criteria) -> IdentifiedSchoolQuerySet:
    """The identified schools that this reader may know, as asked for."""
    found = IdentifiedSchool.objects.visible_to(user).with_last_support().select_related("school__district")
    if criteria.silent:
        found = found.silent()
    if criteria.state in SchoolState.values:
        found = found.filter(state=criteria.state)
    if criteria.designation in DesignationType.values:
        found = found.filter(school__designations__designation=criteria.designation).distinct()
    return found


def folders_of(identified: IdentifiedSchool) -> list[Folder]:
    """All folders in order, with what lies in them; three queries."""
    artifacts: dict[int, list[Artifact]] = {}
    for each in identified.artifacts.select_related("file", "uploaded_by"):
        artifacts.setdefault(each.folder_id, []).append(each)
    excuses = {each.folder_id: each for each in identified.excuses.select_related("given_by")}
    return [Folder(kind, artifacts.get(kind.pk, []), excuses.get(kind.pk)) for kind in ArtifactType.objects.all()]


def lacking(identified: IdentifiedSchool) -> list[Folder]:
    """The folders in which something is lacking."""
    return [folder for folder in folders_of(identified) if folder.is_lacking]


def load(since: date) -> list[Any]:
    """What each coach did since a day: how often, for how many schools, how many hours; one query."""
    found = Support.objects.filter(on__gte=since).values("noted_by__name")
    told = found.annotate(times=Count("pk"), schools=Count("identified", distinct=True), hours=Sum("hours"))
    return list(told.order_by("noted_by__name", "noted_by"))


def goals_of(identified: IdentifiedSchool) -> list[Goal]:
    """The goals of a plan with their steps, the highest index first; two queries."""
    return list(identified.goals.select_related("practice__page").prefetch_related("steps"))


def designated_this_year() -> QuerySet[Designation]:
    """What the newest imported designations say of schools whose work has not begun."""
    newest = Designation.objects.aggregate(year=Max("year"))["year"]
    begun = IdentifiedSchool.objects.open().values("school")
    found = Designation.objects.filter(year=newest).exclude(school__in=begun)
    return found.select_related("school__district").order_by("school__district__name", "school__name", "designation")


def earlier_of(identified: IdentifiedSchool) -> list[IdentifiedSchool]:
    """The other times that this school was identified, the newest first."""
    found = IdentifiedSchool.objects.filter(school=identified.school_id).exclude(pk=identified.pk)
    return list(found.select_related("school").order_by("-identified_at"))
