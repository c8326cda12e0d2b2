"""Decisions are put to a PLC, answered by people for their districts, closed with an outcome, and looked at again."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from plcs.meetings import notifications, queries
from plcs.meetings.models import Decision, GivenPosition, Position, Stance
from plcs.meetings.services.asking import demand
from plcs.meetings.states import CLOSE, WITHDRAW, DecisionState
from plcs.workgroups.models import Workgroup
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance


@transaction.atomic
def ask_decision(
    workgroup: Workgroup, *, question: str, background: str, closes_at: datetime, quorum: int, actor: Any
) -> Decision:
    """Put a question to the PLC; its people are told until when they can answer."""
    demand(actor, "ask", workgroup)
    if closes_at <= timezone.now():
        raise NotAllowed("The closing time has passed already.")
    seats = workgroup.seated().count()
    if not 1 <= quorum <= seats:
        raise NotAllowed(f"The quorum is a number of districts, from 1 to {seats}.")
    facts = {"question": question, "background": background, "closes_at": closes_at, "quorum": quorum}
    decision = Decision.objects.create(workgroup=workgroup, **facts, asked_by=actor)
    audit.record(decision, "meetings.ask", actor=actor, closes_at=closes_at, quorum=quorum)
    notifications.decision_asked(decision)
    return decision


def _locked(decision: Decision) -> Decision:
    found = Decision.objects.select_for_update(of=("self",)).select_related("workgroup__pathway")
    return found.get(pk=decision.pk)


@transaction.atomic
def take_position(decision: Decision, *, stance: str, reason: str, actor: Any) -> Position:
    """Say something for one's district, or something else than before, until it closes."""
    demand(actor, "take_position", decision)
    fresh = _locked(decision)
    if not fresh.takes_positions:
        raise NotAllowed("It is closed: nobody can take a position any more.")
    if stance not in Stance.values:
        raise NotAllowed("Please choose one of the positions.")
    if stance == Stance.DISAGREE and not reason:
        raise NotAllowed("Please say why you disagree: the others want to learn from it.")
    place = fresh.workgroup.places.in_force().get(user=actor)
    said = {"district_id": place.district_id, "stance": stance, "reason": reason}
    taken = {**said, "taken_at": timezone.now()}
    position, _ = Position.objects.update_or_create(decision=fresh, user=actor, defaults=taken)
    GivenPosition.objects.create(decision=fresh, user=actor, **said)
    audit.record(fresh, "meetings.take_position", actor=actor, stance=stance)
    return position


@transaction.atomic
def close_decision(decision: Decision, *, outcome: str, review_on: date | None, actor: Any) -> Decision:
    """Write the outcome, after the closing time or once all districts have spoken; the tally is recorded as it is."""
    demand(actor, "ask", decision)
    fresh = _locked(decision)
    tally = queries.tally_of(fresh)
    if fresh.state == DecisionState.ASKING and fresh.takes_positions and tally.silent:
        raise NotAllowed("Positions can be taken until the closing time. You can close it once all districts answered.")
    advance(fresh, CLOSE, actor=actor, outcome=outcome, review_on=review_on)
    fresh.outcome, fresh.review_on, fresh.result = outcome, review_on, tally.as_facts()
    fresh.save(update_fields=["outcome", "review_on", "result"])
    notifications.decision_closed(fresh)
    return fresh


@transaction.atomic
def withdraw_decision(decision: Decision, *, reason: str, actor: Any) -> Decision:
    """The question is not asked any more."""
    demand(actor, "ask", decision)
    fresh = _locked(decision)
    advance(fresh, WITHDRAW, actor=actor, reason=reason)
    fresh.reason = reason
    fresh.save(update_fields=["reason"])
    notifications.decision_withdrawn(fresh)
    return fresh


@transaction.atomic
def review_decision(decision: Decision, *, review_on: date | None, actor: Any) -> Decision:
    """It was looked at again; when next, if at all."""
    demand(actor, "ask", decision)
    fresh = _locked(decision)
    if fresh.state != DecisionState.CLOSED:
        raise NotAllowed("Only a decision that is closed is looked at again.")
    before, fresh.review_on = fresh.review_on, review_on
    fresh.save(update_fields=["review_on"])
    audit.record(fresh, "meetings.review", actor=actor, before=before, review_on=review_on)
    return fresh
