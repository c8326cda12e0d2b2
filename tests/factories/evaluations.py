"""Reports on waivers, written and filed as people would."""

from typing import Any

from applications.evaluations import services
from applications.evaluations.models import Report
from applications.evaluations.queries import hypotheses_of


def written(report: Report, *, actor: Any, outcome: str = "met", **facts: Any) -> Report:
    """A report in which everything is said."""
    said = {"value": 84, "n": 118, "outcome": outcome}
    found = {each.pk: said for each in hypotheses_of(report.waiver)}
    words = facts.pop("words", "Sample: long blocks were kept all year.")
    return services.save_report(report, words=words, found=found, version=report.version, actor=actor, **facts)


def filed(report: Report, *, actor: Any, **facts: Any) -> Report:
    """A report that everybody reads."""
    return services.file_report(written(report, actor=actor, **facts), actor=actor)
