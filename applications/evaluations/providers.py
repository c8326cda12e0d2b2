"""What of reports waits, what a proposal's page shows of them, and the gate before a renewal."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from applications.evaluations.models import Report
from applications.evaluations.queries import moving, reports_of
from applications.evaluations.states import OPEN, ReportState
from applications.waivers.models import Waiver
from applications.waivers.providers import PageSection
from applications.waivers.queries import said
from applications.waivers.states import Kind
from portal.accounts.policies import is_mde_staff
from portal.core.dates import last_moment
from portal.districts.models import WRITING_OFFICES
from portal.districts.policies import holds_office, offices_of
from portal.ui.providers import Waiting
from portal.worklist.providers import Work

AHEAD_DAYS = 60
NOTES = {False: "A report on a waiver.", True: "Sent back: something is lacking."}
NOT_FILED = "The evaluation of {waiver} is not filed. Nothing can be renewed before: {report}, due {day}"


def renewal_gate(waiver: Waiver) -> list[str]:
    """A renewal waits until every report that was due, and the final one, is filed."""
    if waiver.kind != Kind.RENEWAL or waiver.earlier is None:
        return []
    today = timezone.localdate()
    open_ones = [each for each in waiver.earlier.reports.filter(state__in=OPEN) if each.is_final or each.due_on < today]
    return [NOT_FILED.format(waiver=waiver.earlier.docket, report=each, day=said(each.due_on)) for each in open_ones]


def reports_record(waiver: Waiver) -> list[tuple[str, str, str]]:
    """What was reported of the waiver that a proposal builds on, for paper and packets; two queries."""
    if waiver.earlier is None:
        return []
    rows = []
    for report in reports_of(waiver.earlier):
        if report.is_public:
            heading = f"{report} on {waiver.earlier.docket}"
            rows.append((heading, "What was done, and what is seen", report.words))
            rows += [(heading, str(each.hypothesis), each.get_outcome_display()) for each in report.findings.all()]
    return rows


def evaluation_section(waiver: Waiver, user: Any) -> PageSection | None:
    """The reports of a granted waiver, and its measures since, for who may read those."""
    reports = reports_of(waiver)
    if not reports:
        return None
    charts = moving(waiver, user) if user.is_authenticated else []
    shown = {"reports": reports, "charts": charts, "writes": user.has_perm("waivers.answer", waiver)}
    return PageSection("evaluations/section.html", shown, position=10)


def waiting_reports(user: Any) -> Iterator[Waiting]:
    """For the district: what is due within two months, or late."""
    led = [leaid for leaid in offices_of(user) if holds_office(user, leaid, *WRITING_OFFICES)]
    if not led:
        return
    until = timezone.localdate() + timedelta(days=AHEAD_DAYS)
    found = Report.objects.owed().filter(waiver__district__in=led, due_on__lte=until)
    for report in found.select_related("waiver")[:100]:
        yield Waiting(
            words=f"{report}: {report.waiver}",
            url=report.get_absolute_url(),
            note=NOTES[report.state == ReportState.RETURNED],
            due=last_moment(report.due_on),
            state=report.state,
            state_words=report.get_state_display().lower(),
        )


def report_work(user: Any) -> Iterator[Work]:
    """For MDE: what was filed and is not read yet, and what is late."""
    if not is_mde_staff(user):
        return
    found = Report.objects.filter(state=ReportState.FILED) | Report.objects.overdue()
    for report in found.select_related("waiver__district")[:200]:
        is_filed = report.state == ReportState.FILED
        yield Work(
            key=f"report-{report.pk}",
            kind="Report on a waiver",
            title=f"{report.waiver.district}: {report}, {report.waiver}",
            url=report.get_absolute_url(),
            state=report.state,
            state_words=report.get_state_display() if is_filed else "Late",
            since=report.filed_at or last_moment(report.due_on),
            waits_on="MDE" if is_filed else "the district",
            leaid=report.waiver.district_id,
        )
