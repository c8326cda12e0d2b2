"""Who writes, files and accepts reports on waivers."""

from typing import Any

import rules

from applications.evaluations.models import Report
from applications.evaluations.states import OPEN, ReportState
from applications.waivers.policies import has_writing_office, is_free, is_outside_district
from portal.accounts.policies import is_facilitator


@rules.predicate
def writes_for_it(user: Any, report: Report) -> bool:
    """Superintendent or innovation lead now of the district that holds the waiver."""
    return bool(has_writing_office(user, report.waiver))


@rules.predicate
def is_open(user: Any, report: Report) -> bool:
    """Not filed, or sent back."""
    return report.state in OPEN


@rules.predicate
def is_filed(user: Any, report: Report) -> bool:
    """Filed, and not read by MDE yet."""
    return report.state == ReportState.FILED


@rules.predicate
def may_judge(user: Any, report: Report) -> bool:
    """Nothing ties the person to the districts that report."""
    return bool(is_outside_district(user, report.waiver) and is_free(user, report.waiver))


rules.add_perm("evaluations.write", writes_for_it & is_open)
rules.add_perm("evaluations.check", is_facilitator & is_filed & may_judge)
