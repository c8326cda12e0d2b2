"""What a granted waiver owes: its reports are made as it is granted, and reminded of until they are filed."""

from datetime import date
from typing import Any

from django.utils import timezone

from applications.evaluations import notifications
from applications.evaluations.models import Report
from applications.evaluations.queries import due_days
from applications.waivers.models import Waiver
from applications.waivers.states import IN_FORCE
from portal.core import audit

DAYS_BEFORE = (30, 7, 1)
EVERY_DAYS_AFTER = 7
ESCALATES_AFTER = 14


def owe_reports(waiver: Waiver, actor: Any) -> None:
    """A granted proposal owes the reports that it promised. The caller grants it in the same transaction."""
    if waiver.state not in IN_FORCE:
        return
    values = waiver.values()
    first, final = date.fromisoformat(values["first_report"]), date.fromisoformat(values["final_report"])
    for number, (day, is_final) in enumerate(due_days(first, final), start=1):
        Report.objects.create(waiver=waiver, number=number, is_final=is_final, due_on=day)
    audit.record(waiver, "evaluations.owe", actor=actor)


def remind_reports() -> int:
    """Daily: mail districts 30, 7 and 1 days before a report is due, each week after; MDE once it is two weeks late.

    Returns how many reports a mail was due for. A day on which it did not run is caught up with.
    """
    today = timezone.localdate()
    count = 0
    for report in Report.objects.owed().select_related("waiver__district").order_by("pk"):
        days = (report.due_on - today).days
        mark = _mark(days)
        if mark is None:
            continue
        count += 1
        notifications.report_due(report, mark)
        if -days >= ESCALATES_AFTER:
            notifications.report_escalated(report)
    return count


def _mark(days: int) -> int | None:
    """The reminder that is due: the nearest one that was reached, so that a day left out is caught up with."""
    if days < 0:
        late = -days
        return -(late - (late - 1) % EVERY_DAYS_AFTER)
    reached = [mark for mark in DAYS_BEFORE if days <= mark]
    return min(reached) if reached else None
