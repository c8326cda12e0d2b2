"""Deciding on applications: into review, decisions that stay pending, their release all at once, the waiting list."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from applications.intake import notifications
from applications.intake.letter import letter_text, pathways_of
from applications.intake.models import Application, Decision, Round
from applications.intake.queries import districts_not_shown
from applications.intake.services.deciders import check_decider
from applications.intake.services.staging import check_last_stage, enter_stage
from applications.intake.states import (
    ACCEPT,
    CLOSE_LIST,
    DECLINE,
    DRAW_UP,
    GIVE_UP,
    REVIEW,
    WAITLIST,
    WITH_MDE,
    ApplicationState,
    Outcome,
)
from applications.letters import services as letters
from applications.letters.models import Letter
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import Move, advance

MOVES: dict[str, Move] = {Outcome.ACCEPT: ACCEPT, Outcome.WAITLIST: WAITLIST, Outcome.DECLINE: DECLINE}
# The first round gave districts twelve days from the notice to the letter: March 9 to March 21, 2018.
DAYS_TO_SIGN = 12

ANOTHER_RELEASES = "A district of this round is one that you may not judge. Another facilitator releases the decisions."


@transaction.atomic
def review_application(application: Application, *, actor: Any) -> Application:
    """A facilitator takes the application into review, to its round's first stage; the district sees it."""
    check_decider(application, actor)
    if application.round.stages:
        return enter_stage(application, stage=application.round.stages[0].key, actor=actor)
    return advance(application, REVIEW, actor=actor)  # type: ignore[return-value]


@transaction.atomic
def decide_application(
    application: Application, *, outcome: str, reasons: str, actor: Any, criteria: dict[str, str] | None = None
) -> Decision:
    """Set the decision on one application, or change it. The district hears nothing until it is released.

    Acceptances, told or not, never exceed the places of the round: the round's row is locked while they are counted.
    """
    call = Round.objects.select_for_update().get(pk=application.round_id)
    application = Application.objects.select_for_update().get(pk=application.pk)
    check_decider(application, actor)
    if application.state not in WITH_MDE:
        raise NotAllowed(f"This cannot be decided: the application is {application.get_state_display().lower()}.")
    check_last_stage(application, outcome)
    if outcome == Outcome.ACCEPT and seats_left(call, besides=application) < 1:
        raise NotAllowed(f"All {call.capacity} places of “{call}” are taken. You can put it on the waiting list.")
    words = {"outcome": outcome, "reasons": reasons, "criteria": criteria or {}, "made_by": actor}
    before = Decision.objects.filter(application=application).first()
    place = _place(call, before) if outcome == Outcome.WAITLIST else None
    decision, _ = Decision.objects.update_or_create(
        application=application, defaults={**words, "place": place, "made_at": timezone.now()}
    )
    audit.record(application, "intake.decide", actor=actor, outcome=outcome, before=before and before.outcome)
    return decision


def seats_left(call: Round, *, besides: Application | None = None) -> int:
    """Places that no acceptance takes, told or not."""
    taken = Decision.objects.filter(application__round=call).taking_a_place()
    return call.capacity - taken.exclude(application=besides).count()


def _place(call: Round, before: Decision | None) -> int:
    if before is not None and before.place is not None:
        return before.place
    last = Decision.objects.filter(application__round=call).aggregate(last=Max("place"))["last"]
    return (last or 0) + 1


@transaction.atomic
def clear_decision(application: Application, *, actor: Any) -> None:
    """Take a decision back that nobody was told."""
    check_decider(application, actor)
    removed, _ = Decision.objects.pending().filter(application=application).delete()
    if removed:
        audit.record(application, "intake.clear_decision", actor=actor)


@transaction.atomic
def move_on_list(application: Application, *, place: int, actor: Any) -> None:
    """Give an application another place on the waiting list; the others close ranks."""
    check_decider(application, actor)
    Round.objects.select_for_update().get(pk=application.round_id)
    waiting = list(waiting_list(application.round_id))
    own = next((decision for decision in waiting if decision.application_id == application.pk), None)
    if own is None:
        raise NotAllowed("This application is not on the waiting list.")
    waiting.remove(own)
    waiting.insert(max(place - 1, 0), own)
    for number, decision in enumerate(waiting, start=1):
        decision.place = number
        decision.save(update_fields=["place"])
    audit.record(application, "intake.move_on_list", actor=actor, place=own.place)


def waiting_list(call: Round | int) -> Any:
    """The decisions that put a district on the waiting list, in order, as long as it waits."""
    waiting = Decision.objects.filter(application__round=call, outcome=Outcome.WAITLIST)
    return waiting.filter(application__state__in=[*WITH_MDE, ApplicationState.WAITLISTED]).order_by("place")


def fingerprint(call: Round) -> str:
    """What all pending decisions of a round say, as one hash: a release names the one that was looked at."""
    rows = Decision.objects.pending().filter(application__round=call).order_by("pk")
    told = list(rows.values_list("application_id", "outcome", "reasons", "criteria", "place"))
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def release_decisions(call: Round, *, shown: str, actor: Any) -> list[Decision]:
    """Tell all districts at once: every pending decision takes effect, letters are issued, mails are queued.

    `shown` is the fingerprint of what the facilitator looked at; NotAllowed where something changed since.
    """
    if not actor.has_perm("intake.release"):
        raise NotAllowed("Decisions are released by a facilitator.")
    call = Round.objects.select_for_update().get(pk=call.pk)
    if shown != fingerprint(call):
        raise NotAllowed("A decision changed since you opened this page. Please look at all of them once more.")
    pending = Decision.objects.pending().filter(application__round=call).order_by("place", "pk")
    decisions = list(pending.select_related("application__round", "application__district", "application__form_version"))
    if not decisions:
        raise NotAllowed("No decision waits to be released.")
    if districts_not_shown(actor, call):
        raise NotAllowed(ANOTHER_RELEASES)
    for decision in decisions:
        _release(decision, actor)
    if timezone.now() >= call.closes_at and not call.applications.undecided().exists():
        call.decided_at = timezone.now()
        call.save(update_fields=["decided_at"])
    audit.record(call, "intake.release", actor=actor, decisions=len(decisions))
    return decisions


def _release(decision: Decision, actor: Any) -> None:
    application = decision.application
    advance(application, MOVES[decision.outcome], actor=actor, reasons=decision.reasons)
    decision.released_at = timezone.now()
    decision.save(update_fields=["released_at"])
    application.reasons, application.decided_by = decision.reasons, decision.made_by
    application.decided_at = decision.released_at
    application.save(update_fields=["reasons", "decided_at", "decided_by"])
    notifications.application_decided(decision)
    if decision.outcome == Outcome.ACCEPT:
        _issue_letter(application, application.round.letters_due_at, actor=decision.made_by)


def _issue_letter(application: Application, due_at: Any, *, actor: Any) -> None:
    call, values = application.round, application.values()
    pathways = pathways_of(values)
    letters.issue_letter(
        district=application.district,
        source=application.reference,
        text=letter_text(application, values, pathways),
        pathways=pathways,
        term=(call.starts_on, call.ends_on),
        due_at=due_at,
        board_signs=call.board_signs,
        actor=actor,
    )


@transaction.atomic
def give_up_place(letter: Letter, reason: str, actor: Any) -> None:
    """A district that was accepted does not sign: its place goes to the next on the waiting list."""
    application = Application.objects.filter(reference=letter.source, state=ApplicationState.ACCEPTED).first()
    if application is None:
        return
    call = Round.objects.select_for_update().get(pk=application.round_id)
    advance(application, GIVE_UP, actor=actor, reason=reason)
    fill_places(call)


@transaction.atomic
def fill_places(call: Round) -> list[Application]:
    """By rule, without anybody's choice: while a place is free, the first on the waiting list is accepted."""
    call = Round.objects.select_for_update().get(pk=call.pk)
    drawn = []
    for decision in waiting_list(call).released().select_related("application__district", "application__round"):
        if seats_left(call) < 1:
            break
        drawn.append(_draw_up(decision))
    return drawn


def _draw_up(decision: Decision) -> Application:
    application = decision.application
    advance(application, DRAW_UP, actor=None, place=decision.place)
    decision.outcome, decision.place = Outcome.ACCEPT, None
    decision.save(update_fields=["outcome", "place"])
    application.decided_at = timezone.now()
    application.save(update_fields=["decided_at"])
    due_at = max(application.round.letters_due_at, timezone.now() + timedelta(days=DAYS_TO_SIGN))
    notifications.application_drawn_up(application)
    _issue_letter(application, due_at, actor=decision.made_by)
    return application


@transaction.atomic
def close_waiting_list(call: Round, *, actor: Any) -> int:
    """The round's places are settled: the districts that still wait are told so. How many there were."""
    if not actor.has_perm("intake.release"):
        raise NotAllowed("The waiting list is closed by a facilitator.")
    waiting = list(waiting_list(call).released().select_related("application__district", "application__round"))
    for decision in waiting:
        advance(decision.application, CLOSE_LIST, actor=actor)
        notifications.waiting_list_closed(decision.application)
    return len(waiting)
