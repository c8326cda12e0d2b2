"""Checking an uploaded file: the slow part, done by a task; it writes on the import itself and nowhere else."""

import logging

from django.db import transaction

from portal.accountability.models import ImportRun
from portal.accountability.pipeline import Plan, plan_import
from portal.accountability.reading import Unreadable
from portal.accountability.states import FAIL_CHECK, FINISH_CHECK, START_CHECK
from portal.core.states import advance

log = logging.getLogger("portal.imports")
SHOWN_CHANGES = 1_000
OUR_FAULT = "The portal failed while it checked this file. Its operators have been told."
COUNTS = (
    "rows",
    "created",
    "changed",
    "unchanged",
    "findings",
    "computed",
    "notes",
    "diff",
    "diff_total",
    "fingerprint",
)


def content_of(run: ImportRun) -> bytes:
    """The uploaded bytes."""
    with run.file.content.open("rb") as stored:
        return bytes(stored.read())


def plan_of(run: ImportRun, *, telling: bool = False) -> Plan:
    """What the file of an import would do now."""

    def tell(done: int) -> None:
        if telling:
            ImportRun.objects.filter(pk=run.pk).update(progress=done)

    return plan_import(run.kind, content_of(run), name=run.file.name, year=run.year, tell=tell)


def check(run: ImportRun) -> None:
    """Find out what a file would do and note it; a file that cannot be read fails with its sentence."""
    advance(run, START_CHECK, actor=run.uploaded_by)
    try:
        plan = plan_of(run, telling=True)
    except Unreadable as refusal:
        fail(run, str(refusal))
    except Exception:
        log.exception("the check of import %s failed", run.pk)
        fail(run, OUR_FAULT)
    else:
        with transaction.atomic():
            note(run, plan)
            advance(run, FINISH_CHECK, actor=run.uploaded_by, rows=plan.rows, findings=len(plan.findings))


@transaction.atomic
def fail(run: ImportRun, sentence: str) -> None:
    """End a check with the sentence that says why."""
    run.error, run.progress = sentence[:400], 100
    run.save(update_fields=["error", "progress"])
    advance(run, FAIL_CHECK, actor=run.uploaded_by)


def note(run: ImportRun, plan: Plan) -> None:
    """Write the counts, findings and changes of a plan on its import."""
    report = plan.report()
    run.rows, run.findings = report["rows"], report["findings"]
    run.created, run.changed, run.unchanged = report["created"], report["changed"], report["unchanged"]
    run.computed, run.notes, run.fingerprint = plan.computed, plan.notes, plan.fingerprint
    run.diff, run.diff_total, run.progress = plan.diff[:SHOWN_CHANGES], len(plan.diff), 100
    run.save(update_fields=[*COUNTS, "progress"])
