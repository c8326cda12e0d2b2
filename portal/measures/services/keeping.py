"""A PLC begins a measure, says what it means, and closes it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.policies import is_facilitator
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import Move, advance
from portal.measures.models import Measure
from portal.measures.states import CLOSE, REOPEN
from portal.network.models import Pathway

HIDES_BY = (
    "Readings are there, and what is hidden of small groups rests on the unit and on whether students are counted. "
    "Only a facilitator changes these two now."
)
KEPT_BY = "Only who leads the PLC, and the department's facilitators, make, change and close its measures."


@transaction.atomic
def start_measure(pathway: Pathway, *, actor: Any, **definition: Any) -> Measure:
    """The PLC begins to read a measure."""
    measure = Measure(pathway=pathway, begun_by=actor, **definition)
    _may_keep(measure, actor)
    measure.save()
    audit.record(measure, "measures.start", actor=actor, pathway=pathway.slug, title=measure.title)
    return measure


@transaction.atomic
def edit_measure(measure: Measure, *, actor: Any, **definition: Any) -> Measure:
    """Say anew what is asked and how it is counted. What was frozen keeps the words it had."""
    measure = Measure.objects.select_for_update(of=("self",)).select_related("pathway").get(pk=measure.pk)
    _may_keep(measure, actor)
    changed = {name: value for name, value in definition.items() if getattr(measure, name) != value}
    if not changed:
        return measure
    if {"is_about_students", "unit"} & set(changed) and measure.readings.exists() and not is_facilitator(actor):
        raise NotAllowed(HIDES_BY)
    before = {name: str(getattr(measure, name)) for name in changed}
    for name, value in changed.items():
        setattr(measure, name, value)
    measure.edited_by, measure.edited_at = actor, timezone.now()
    measure.save()
    after = {name: str(value) for name, value in changed.items()}
    audit.record(measure, "measures.edit", actor=actor, before=before, after=after)
    return measure


def close_measure(measure: Measure, *, reason: str, actor: Any) -> Measure:
    """It is read no more. Its readings stay."""
    return _move(measure, CLOSE, reason, actor)


def reopen_measure(measure: Measure, *, actor: Any) -> Measure:
    """It is read again."""
    return _move(measure, REOPEN, "", actor)


@transaction.atomic
def _move(measure: Measure, move: Move, reason: str, actor: Any) -> Measure:
    _may_keep(measure, actor)
    advance(measure, move, actor=actor, reason=reason)
    measure.why_closed = reason
    measure.save(update_fields=["why_closed"])
    return measure


def _may_keep(measure: Measure, actor: Any) -> None:
    if not actor.has_perm("measures.keep", measure):
        raise NotAllowed(KEPT_BY)
