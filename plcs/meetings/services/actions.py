"""Actions are noted, changed, finished, dropped and taken up again."""

from datetime import date
from typing import Any

from django.db import transaction

from plcs.meetings import notifications
from plcs.meetings.models import Action, Meeting
from plcs.meetings.services.asking import demand
from plcs.meetings.states import DROP, FINISH, GO_ON, ActionState
from plcs.workgroups.models import Workgroup
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import Move, advance

MOVES: dict[str, Move] = {move.name: move for move in (FINISH, DROP, GO_ON)}


@transaction.atomic
def make_action(
    workgroup: Workgroup, *, words: str, owner: Any, due_on: date, meeting: Meeting | None = None, actor: Any
) -> Action:
    """Note what somebody of the PLC does by a day; who it falls to is told."""
    demand(actor, "make_action", workgroup)
    _inside(workgroup, owner)
    if meeting is not None and meeting.workgroup_id != workgroup.pk:
        raise NotAllowed("That meeting is not one of this PLC.")
    facts = {"workgroup": workgroup, "meeting": meeting, "words": words, "owner": owner, "due_on": due_on}
    action = Action.objects.create(**facts, made_by=actor)
    audit.record(action, "meetings.make_action", actor=actor, owner=owner.pk, due_on=due_on)
    if owner.pk != actor.pk:
        notifications.action_given(action, by=actor)
    return action


def _inside(workgroup: Workgroup, owner: Any) -> None:
    if not workgroup.places.in_force().filter(user=owner).exists():
        raise NotAllowed(f"{owner.name} is not in this PLC.")


@transaction.atomic
def change_action(action: Action, *, words: str, owner: Any, due_on: date, actor: Any) -> Action:
    """Other words, another owner or another day."""
    demand(actor, "settle_action", action)
    fresh = Action.objects.select_for_update(of=("self",)).select_related("workgroup__pathway").get(pk=action.pk)
    if fresh.state != ActionState.OPEN:
        raise NotAllowed("It is not open any more. Take it up again first.")
    before = {"words": fresh.words, "owner": fresh.owner_id, "due_on": fresh.due_on}
    if owner.pk != fresh.owner_id:
        _inside(fresh.workgroup, owner)
    fresh.words, fresh.owner, fresh.due_on = words, owner, due_on
    fresh.save(update_fields=["words", "owner", "due_on"])
    audit.record(fresh, "meetings.change_action", actor=actor, before=before, owner=owner.pk, due_on=due_on)
    if owner.pk not in (before["owner"], actor.pk):
        notifications.action_given(fresh, by=actor)
    return fresh


@transaction.atomic
def move_action(action: Action, *, verb: str, note: str, actor: Any) -> Action:
    """Done, dropped, or taken up again; what came of it stands beside it."""
    demand(actor, "settle_action", action)
    if verb not in MOVES:
        raise NotAllowed("An action is done, dropped or taken up again.")
    if verb == DROP.name and not note:
        raise NotAllowed("Please say why it is dropped.")
    advance(action, MOVES[verb], actor=actor, note=note)
    action.note = note
    action.save(update_fields=["note"])
    return action
