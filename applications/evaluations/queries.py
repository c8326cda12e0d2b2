"""Reports as they are read: what is owed, what was found, what came of provisions."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from applications.evaluations.models import Finding, Report
from applications.evaluations.states import IN_PUBLIC, Outcome
from applications.waivers.models import Hypothesis, Waiver
from portal.measures.models import Measure
from portal.measures.queries import chart_of, frozen_chart
from portal.measures.runchart import Chart

BESIDE = ("hypothesis__measure__pathway", "hypothesis__component", "frozen__measure__pathway")


def due_days(first: date, final: date) -> Iterator[tuple[date, bool]]:
    """When reports are due: the first, each year on its day, and the final one; each with whether it is final."""
    day = first
    while day < final:
        yield day, False
        day = _year_later(day)
    yield final, True


def _year_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + 1, day=28)


def hypotheses_of(waiver: Waiver) -> list[Hypothesis]:
    """What should move by a waiver, in the order of its provisions; one query."""
    found = Hypothesis.objects.filter(provision__waiver=waiver)
    return list(
        found.select_related("measure__pathway", "component", "provision__standard__standard").order_by(
            "provision", "pk"
        )
    )


def reports_of(waiver: Waiver) -> list[Report]:
    """The reports of a waiver with what they find; two queries."""
    findings = Finding.objects.select_related(*BESIDE)
    return list(waiver.reports.prefetch_related(Prefetch("findings", findings)))


@dataclass(frozen=True)
class Shown:
    """A finding with its chart as it was frozen."""

    finding: Finding
    chart: Chart | None


def findings_of(report: Report) -> list[Shown]:
    """What a report finds, for everybody who may read it."""
    found = report.findings.select_related(*BESIDE)
    return [Shown(each, frozen_chart(each.frozen) if each.frozen else None) for each in found]


def moving(waiver: Waiver, user: Any) -> list[tuple[Hypothesis, Chart]]:
    """The measures of a waiver as they stand now, for who may read them."""
    found = [each for each in hypotheses_of(waiver) if each.measure]
    named = Measure.objects.visible_to(user).filter(pk__in=[each.measure_id for each in found])
    seen = set(named.values_list("pk", flat=True))
    return [(each, chart_of(each.measure)) for each in found if each.measure and each.measure_id in seen]


def results_of(provisions: Collection[int]) -> dict[int, str]:
    """What came of provisions by the last report in public: reached only where all that should have moved did.

    One query. A provision is left out where nothing was reported of it yet.
    """
    found = Finding.objects.filter(hypothesis__provision__in=provisions, report__state__in=IN_PUBLIC)
    rows = (
        found.exclude(outcome="")
        .order_by("report__number")
        .values_list("hypothesis__provision", "hypothesis", "outcome")
    )
    last: dict[int, dict[int, str]] = defaultdict(dict)
    for provision, hypothesis, outcome in rows:
        last[provision][hypothesis] = outcome
    return {provision: _together(set(outcomes.values())) for provision, outcomes in last.items()}


def _together(outcomes: set[str]) -> str:
    if len(outcomes) == 1:
        return outcomes.pop()
    if outcomes & {Outcome.MET, Outcome.PARTLY}:
        return Outcome.PARTLY.value
    return Outcome.UNCLEAR.value
