"""A report is written, filed in public, and accepted or sent back."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from applications.evaluations import notifications
from applications.evaluations.models import Finding, Report
from applications.evaluations.queries import hypotheses_of
from applications.evaluations.states import ACCEPT, FILE, RETURN
from applications.waivers.services import check_free_of
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.files import store_upload
from portal.core.states import advance
from portal.drafts.services import ANSWER_FILES
from portal.measures.services import freeze_measure

OVERTAKEN = "Somebody of your district changed this report while you wrote. Look at what stands there now."
WORDS = "Please write what was done, and what is seen."
EACH = "Please say of each what came of it: “{words}”."


@transaction.atomic
def save_report(
    report: Report,
    *,
    words: str,
    advice: str = "",
    file: Any = None,
    found: Mapping[int, Mapping[str, Any]],
    version: int,
    actor: Any,
) -> Report:
    """Keep what is written; `found` has value, n and outcome by hypothesis. Nobody overwrites another unseen."""
    fresh = _locked(report, "write", actor)
    if fresh.version != version:
        raise NotAllowed(OVERTAKEN)
    if file is not None:
        fresh.file = store_upload(file, kinds=ANSWER_FILES, actor=actor)
    fresh.words, fresh.advice, fresh.version = words, advice, version + 1
    fresh.save(update_fields=["words", "advice", "file", "version"])
    for hypothesis in hypotheses_of(fresh.waiver):
        said = found.get(hypothesis.pk)
        if said is not None:
            Finding.objects.update_or_create(report=fresh, hypothesis=hypothesis, defaults=dict(said))
    audit.record(fresh, "evaluations.save", actor=actor, version=fresh.version)
    return fresh


@transaction.atomic
def file_report(report: Report, *, actor: Any) -> Report:
    """It is public from now on; the measures that its writer may read are frozen with it as they stand."""
    fresh = _locked(report, "write", actor)
    _check_complete(fresh)
    advance(fresh, FILE, actor=actor)
    for finding in fresh.findings.select_related("hypothesis__measure"):
        measure = finding.hypothesis.measure
        if measure is not None and actor.has_perm("measures.read", measure):
            about = f"{fresh.waiver.reference} report {fresh.number}"
            finding.frozen = freeze_measure(measure, actor=actor, about=about)
            finding.save(update_fields=["frozen"])
    fresh.filed_at, fresh.filed_by, fresh.lacking = timezone.now(), actor, ""
    fresh.save(update_fields=["filed_at", "filed_by", "lacking"])
    notifications.report_filed(fresh)
    return fresh


def _check_complete(report: Report) -> None:
    if not report.words.strip():
        raise NotAllowed(WORDS)
    said = {each.hypothesis_id for each in report.findings.exclude(outcome="")}
    if report.is_final:
        for hypothesis in hypotheses_of(report.waiver):
            if hypothesis.pk not in said:
                raise NotAllowed(EACH.format(words=hypothesis.words))


@transaction.atomic
def return_report(report: Report, *, lacking: str, actor: Any) -> Report:
    """Something is lacking; it is not public until it is filed again."""
    fresh = _locked(report, "check", actor)
    check_free_of(fresh.waiver, actor)
    advance(fresh, RETURN, actor=actor, lacking=lacking)
    fresh.lacking = lacking
    fresh.save(update_fields=["lacking"])
    notifications.report_returned(fresh)
    return fresh


@transaction.atomic
def accept_report(report: Report, *, actor: Any) -> Report:
    """It says what it has to say."""
    fresh = _locked(report, "check", actor)
    check_free_of(fresh.waiver, actor)
    advance(fresh, ACCEPT, actor=actor)
    notifications.report_accepted(fresh)
    return fresh


def _locked(report: Report, verb: str, actor: Any) -> Report:
    found = Report.objects.select_for_update(of=("self",)).select_related("waiver__district")
    fresh = found.get(pk=report.pk)
    if not actor.has_perm(f"evaluations.{verb}", fresh):
        raise PermissionDenied
    return fresh
