"""Identified schools as they are listed, and the artifacts of one as they are gathered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

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
from best_practices.library.models import Practice
from portal.accountability.models import Designation, DesignationType
from portal.districts.models import School


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


def listed(user: Any, criteria: Criteria) -> IdentifiedSchoolQuerySet:
    """The identified schools that this reader may know, as asked for."""
    found = IdentifiedSchool.objects.visible_to(user).with_last_support().select_related("school__district")
    if criteria.silent:
        found = found.silent()
    if criteria.state in SchoolState.values:
        found = found.filter(state=criteria.state)
    if criteria.designation in DesignationType.values:
        found = found.filter(kinds__contains=f"|{criteria.designation}|")
    return found


def folders_of(identified: IdentifiedSchool) -> list[Folder]:
    """All folders in order, with what lies in them; three queries."""
    artifacts: dict[int, list[Artifact]] = {}
    for each in identified.artifacts.select_related("file", "uploaded_by"):
        artifacts.setdefault(each.folder_id, []).append(each)
    excuses = {each.folder_id: each for each in identified.excuses.select_related("given_by")}
    return [Folder(kind, artifacts.get(kind.pk, []), excuses.get(kind.pk)) for kind in ArtifactType.objects.all()]


def folders_left() -> Any:
    """For a query of identified schools: how many folders that are asked for hold nothing and are not excused."""
    here = {"identified": OuterRef(OuterRef("pk")), "folder": OuterRef("pk")}
    open_ones = ArtifactType.objects.filter(
        ~Exists(Artifact.objects.filter(**here)), ~Exists(Excuse.objects.filter(**here)), is_required=True
    )
    counted = open_ones.order_by().values("is_required").annotate(left=Count("pk")).values("left")
    return Coalesce(Subquery(counted), 0)


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


def standing_designations() -> QuerySet[Designation]:
    """What the newest file of each kind of designation says: some are made each year, some every third."""
    later = Designation.objects.filter(designation=OuterRef("designation"), year__gt=OuterRef("year"))
    return Designation.objects.filter(~Exists(later))


def not_begun() -> QuerySet[School]:
    """Schools that are designated by now, and with which no work goes on or has ended since; the designations beside.

    Two queries for any number.
    """
    over = IdentifiedSchool.objects.filter(school=OuterRef("school"), year__gte=OuterRef("year"))
    open_ones = IdentifiedSchool.objects.open().values("school")
    found = standing_designations().exclude(school__in=open_ones).exclude(Exists(over))
    schools = School.objects.filter(pk__in=found.values("school")).select_related("district")
    standing = Prefetch("designations", standing_designations().order_by("designation"), to_attr="standing")
    return schools.prefetch_related(standing).order_by("district__name", "name")


def practices_for(goal: Goal | None) -> QuerySet[Practice]:
    """The practices that a goal may name: those that readers may read, and the one it names already; one query."""
    readable = Q(pk__in=Practice.objects.open_to_readers().values("pk"))
    named = Q(pk=goal.practice_id) if goal else Q(pk=None)
    return Practice.objects.filter(readable | named).select_related("page").order_by("page__title")


def earlier_of(identified: IdentifiedSchool) -> list[IdentifiedSchool]:
    """The other times that this school was identified, the newest first."""
    found = IdentifiedSchool.objects.filter(school=identified.school_id).exclude(pk=identified.pk)
    return list(found.select_related("school").order_by("-identified_at"))
