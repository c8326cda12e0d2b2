"""The work with a school begins with a designation, and ends by a rule."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from best_practices.improvement import notifications
from best_practices.improvement.models import IdentifiedSchool
from best_practices.improvement.queries import standing_designations
from best_practices.improvement.states import EXIT
from portal.conflicts.services import check_free
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import School

NOT_DESIGNATED = "No newest file designates this school. Import the designations first."
BEFORE = "The work with this school had not begun on that day."
TWICE = "The work with this school has begun already."
IN_FUTURE = "That day has not come yet."
TOO_SOON = "Give the school at least a day: choose a later one."


@transaction.atomic
def identify_school(school: School, *, artifacts_due_on: date, actor: Any) -> IdentifiedSchool:
    """Begin the work with a school, resting on what the newest file of each kind of designation says of it."""
    if not actor.has_perm("improvement.identify"):
        raise PermissionDenied
    check_free(actor, school.district_id)
    check_due(artifacts_due_on)
    reasons = [
        {"designation": each.designation, "year": each.year, "source": each.source}
        for each in standing_designations().filter(school=school).order_by("designation")
    ]
    if not reasons:
        raise NotAllowed(NOT_DESIGNATED)
    made = _begun_once(school, reasons, artifacts_due_on, actor)
    audit.record(made, "improvement.identify", actor=actor, school=school.pk, reasons=reasons)
    notifications.school_identified(made)
    return made


def _begun_once(school: School, reasons: list[dict[str, Any]], due: date, actor: Any) -> IdentifiedSchool:
    kinds = "".join(f"|{each['designation']}" for each in reasons) + "|"
    facts = {"reasons": reasons, "kinds": kinds, "year": max(each["year"] for each in reasons)}
    facts |= {"artifacts_due_on": due, "identified_by": actor}
    try:
        with transaction.atomic():
            return IdentifiedSchool.objects.create(school=school, **facts)
    except IntegrityError:
        raise NotAllowed(TWICE) from None


@transaction.atomic
def exit_school(identified: IdentifiedSchool, *, on: date, reason: str, actor: Any) -> IdentifiedSchool:
    """The school is identified no longer: by which rule, with its numbers. What it wrote stays."""
    fresh = locked(identified, "exit", actor)
    check_free(actor, fresh.school.district_id)
    check_day(fresh, on)
    advance(fresh, EXIT, actor=actor, reason=reason)
    fresh.exited_on, fresh.exit_reason = on, reason
    fresh.save(update_fields=["exited_on", "exit_reason"])
    notifications.school_exited(fresh)
    return fresh


def check_due(day: date) -> None:
    """NotAllowed where a day to give something by has come already."""
    if day <= timezone.localdate():
        raise NotAllowed(TOO_SOON)


def check_day(identified: IdentifiedSchool, on: date) -> None:
    """NotAllowed where something cannot have been on a day: it has not come, or the work had not begun."""
    if on > timezone.localdate():
        raise NotAllowed(IN_FUTURE)
    if on < timezone.localdate(identified.identified_at):
        raise NotAllowed(BEFORE)


def locked(identified: IdentifiedSchool, verb: str, actor: Any) -> IdentifiedSchool:
    """The row, locked until the end of the transaction, if the person may do this with it now."""
    found = IdentifiedSchool.objects.select_for_update(of=("self",)).select_related("school__district")
    fresh = found.get(pk=identified.pk)
    if not actor.has_perm(f"improvement.{verb}", fresh):
        raise PermissionDenied
    return fresh
