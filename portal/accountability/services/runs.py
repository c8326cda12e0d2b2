"""Imports, step by step: uploaded, checked by a task, confirmed in one transaction or discarded."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accountability.checking import note, plan_of
from portal.accountability.models import ImportRun
from portal.accountability.pipeline import Plan, plan_import
from portal.accountability.reading import Unreadable, content_type_of
from portal.accountability.services.writing import write_plan
from portal.accountability.states import CONFIRM, DISCARD, FINISH_CHECK, START_CHECK
from portal.accountability.tasks import check_import
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.files import store_bytes
from portal.core.states import advance

PERMISSION = "accountability.import_data"
CHANGED = "The portal's data has changed since this file was checked. Please upload it again."


@transaction.atomic
def upload_file(*, actor: Any, kind: str, name: str, content: bytes, year: int | None = None) -> ImportRun:
    """Keep a file and have it checked after the answer. Nothing of it is in the tables yet."""
    _may(actor)
    run = _run(actor=actor, kind=kind, name=name, content=content, year=year)
    transaction.on_commit(lambda: check_import.enqueue(run.pk))
    return run


def _run(*, actor: Any, kind: str, name: str, content: bytes, year: int | None) -> ImportRun:
    stored = store_bytes(content, name=name, content_type=content_type_of(content), actor=actor)
    run = ImportRun.objects.create(kind=kind, year=year, file=stored, uploaded_by=actor)
    audit.record(run, "accountability.upload", actor=actor, kind=kind, sha256=stored.sha256)
    return run


def _may(actor: Any) -> None:
    if not actor.has_perm(PERMISSION):
        raise PermissionDenied


@transaction.atomic
def confirm_import(run: ImportRun, *, actor: Any) -> ImportRun:
    """Do what the check showed, wholly or not at all. Refused where the portal has changed since."""
    _may(actor)
    fresh = ImportRun.objects.select_for_update().select_related("file").get(pk=run.pk)
    try:
        plan = plan_of(fresh)
    except Unreadable as refusal:
        raise NotAllowed(str(refusal)) from refusal
    if plan.is_refused:
        raise NotAllowed("No row of this file can be imported. Please mend it and upload it again.")
    if plan.fingerprint != fresh.fingerprint:
        raise NotAllowed(CHANGED)
    _confirm(fresh, plan, actor)
    return fresh


def _confirm(run: ImportRun, plan: Plan, actor: Any) -> None:
    """Two imports at one time: the second finds rows that were not there when it was planned."""
    try:
        with transaction.atomic():
            _do(run, plan, actor)
    except IntegrityError as error:
        raise NotAllowed(CHANGED) from error


def _do(run: ImportRun, plan: Plan, actor: Any) -> None:
    advance(run, CONFIRM, actor=actor, **{name: plan.counts[name] for name in ("created", "changed", "unchanged")})
    write_plan(plan)
    run.confirmed_at = timezone.now()
    run.save(update_fields=["confirmed_at"])


@transaction.atomic
def discard_import(run: ImportRun, *, actor: Any) -> ImportRun:
    """Put an import aside; its file stays as evidence of what was looked at."""
    _may(actor)
    advance(run, DISCARD, actor=actor)
    return run


@transaction.atomic
def import_now(
    *, actor: Any, kind: str, name: str, content: bytes, year: int | None = None
) -> tuple[ImportRun | None, Plan]:
    """Check and confirm in one go, from the command line or the demonstration; `actor` is None for the system.

    Where no row is good nothing is kept, and there is no import.
    """
    plan = plan_import(kind, content, name=name, year=year)
    if plan.is_refused:
        return None, plan
    run = _run(actor=actor, kind=kind, name=name, content=content, year=year)
    advance(run, START_CHECK, actor=actor)
    note(run, plan)
    advance(run, FINISH_CHECK, actor=actor)
    _confirm(run, plan, actor)
    return run, plan
