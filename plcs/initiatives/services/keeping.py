"""Initiatives are begun, changed, finished, stopped and taken up again."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from plcs.initiatives import notifications
from plcs.initiatives.models import Cycle, Initiative
from plcs.initiatives.services.asking import demand, locked
from plcs.initiatives.states import FINISH, GO_ON, STOP
from plcs.workgroups.models import Workgroup
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import Move, advance
from portal.districts.models import District
from portal.measures.models import Measure

MOVES: dict[str, Move] = {move.name: move for move in (FINISH, STOP, GO_ON)}


@transaction.atomic
def begin_initiative(
    workgroup: Workgroup,
    *,
    district: District,
    title: str,
    aim: str,
    due_on: date,
    measures: Iterable[Measure] = (),
    actor: Any,
) -> Initiative:
    """Somebody whom a district has in the PLC begins its work towards an aim; the PLC hears of it."""
    demand(actor, "begin", workgroup)
    if not workgroup.places.in_force().filter(user=actor, district=district).exists():
        raise PermissionDenied
    facts = {"workgroup": workgroup, "district": district, "title": title, "aim": aim, "due_on": due_on}
    initiative = Initiative.objects.create(**facts, begun_by=actor)
    initiative.measures.set(_of_this_plc(workgroup, measures))
    audit.record(initiative, "initiatives.begin", actor=actor, district=district.pk)
    notifications.initiative_begun(initiative)
    return initiative


def _of_this_plc(workgroup: Workgroup, measures: Iterable[Measure]) -> list[Measure]:
    chosen = list(measures)
    if any(measure.pathway_id != workgroup.pathway_id for measure in chosen):
        raise NotAllowed("One of the measures is not of this PLC.")
    return chosen


@transaction.atomic
def change_initiative(
    initiative: Initiative,
    *,
    title: str,
    aim: str,
    due_on: date,
    measures: Iterable[Measure],
    version: int,
    actor: Any,
) -> Initiative:
    """Other words, another day, other measures; NotAllowed where somebody else changed it since it was shown."""
    fresh = locked(initiative)
    demand(actor, "write", fresh)
    if fresh.version != version:
        raise NotAllowed("Somebody changed the aim while you wrote. Look at what stands there now, then save again.")
    before = {"title": fresh.title, "aim": fresh.aim, "due_on": fresh.due_on}
    fresh.title, fresh.aim, fresh.due_on, fresh.version = title, aim, due_on, version + 1
    fresh.save(update_fields=["title", "aim", "due_on", "version"])
    fresh.measures.set(_of_this_plc(fresh.workgroup, measures))
    audit.record(fresh, "initiatives.change", actor=actor, before=before)
    return fresh


@transaction.atomic
def move_initiative(initiative: Initiative, *, verb: str, outcome: str, actor: Any) -> Initiative:
    """Finish it, stop it, or take it up again. What came of it, or why it stops, is said and stays readable."""
    move = MOVES[verb]
    fresh = locked(initiative)
    demand(actor, "go_on" if move is GO_ON else "write", fresh)
    if move is not GO_ON:
        _may_end(fresh, outcome)
    advance(fresh, move, actor=actor, outcome=outcome)
    fresh.outcome = outcome
    fresh.save(update_fields=["outcome"])
    if move is FINISH:
        notifications.initiative_finished(fresh)
    return fresh


def _may_end(initiative: Initiative, outcome: str) -> None:
    if not outcome:
        raise NotAllowed("Please say what came of it: the others learn from it.")
    left = Cycle.objects.open().filter(idea__driver__initiative=initiative).count()
    if left:
        raise NotAllowed(f"{left} of its cycles are open. Study or drop them first.")
