"""What is told about reports on waivers."""

from typing import Any

from applications.evaluations.models import Report
from applications.waivers.notifications import readers_of
from portal.accounts.models import StateRole, User
from portal.core import mail

FOLDER = "evaluations/mail"


def _told(report: Report) -> dict[str, Any]:
    return {"about": report.waiver, "waiver": report.waiver, "report": report}


def report_due(report: Report, days: int) -> None:
    """To the district: it is due in so many days, or was; once for each reminder."""
    key = f"report-due-{report.pk}-{days}"
    mail.post(f"{FOLDER}/due.txt", to=readers_of(report.waiver), key=key, days=days, late=-days, **_told(report))


def report_escalated(report: Report) -> None:
    """To the facilitators: it is two weeks late."""
    to = User.objects.holding(StateRole.FACILITATOR)
    mail.post(f"{FOLDER}/escalated.txt", to=to, key=f"report-escalated-{report.pk}", **_told(report))


def report_filed(report: Report) -> None:
    """To the facilitators: it waits for them, and is public."""
    to = User.objects.holding(StateRole.FACILITATOR)
    key = f"report-filed-{report.pk}-{report.filed_at:%Y%m%d%H%M%S%f}"
    told = {**_told(report), "about": report, "permission": "evaluations.check"}
    mail.post(f"{FOLDER}/filed.txt", to=to, key=key, **told)


def report_returned(report: Report) -> None:
    """To the district: what is lacking."""
    key = f"report-returned-{report.pk}-{report.filed_at:%Y%m%d%H%M%S%f}"
    mail.post(f"{FOLDER}/returned.txt", to=readers_of(report.waiver), key=key, **_told(report))


def report_accepted(report: Report) -> None:
    """To the district: MDE has accepted it."""
    key = f"report-accepted-{report.pk}"
    mail.post(f"{FOLDER}/accepted.txt", to=readers_of(report.waiver), key=key, **_told(report))
