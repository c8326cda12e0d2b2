"""The clock of a proposal stands still: while a question is open, while the district changes it, or by hand."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from applications.waivers import notifications
from applications.waivers.models import Inquiry, Pause, Waiver
from portal.core import audit
from portal.core.errors import NotAllowed

ASKED = "A question is asked, and the answer is awaited."
ANSWERED = "This question was answered already."


def begin_pause(waiver: Waiver, reason: str, *, actor: Any, inquiry: Inquiry | None = None) -> Pause:
    """Days do not count from now on; the reason is public. The caller has locked the proposal."""
    made = Pause.objects.create(waiver=waiver, reason=reason, begun_by=actor, inquiry=inquiry)
    audit.record(waiver, "waivers.pause", actor=actor, reason=reason)
    return made


def end_pauses(waiver: Waiver, *, actor: Any, inquiry: Inquiry | None = None) -> None:
    """The pause of a question ends; without one, those that no question set."""
    if waiver.pauses.filter(ended_at=None, inquiry=inquiry).update(ended_at=timezone.now()):
        audit.record(waiver, "waivers.go_on", actor=actor)


@transaction.atomic
def ask_question(waiver: Waiver, *, words: str, actor: Any) -> Inquiry:
    """The Commission or the department asks on the record; the clock stands still until the district answers."""
    fresh = _allowed(waiver, "ask", actor)
    made = Inquiry.objects.create(waiver=fresh, words=words, asked_by=actor)
    audit.record(fresh, "waivers.ask", actor=actor, inquiry=made.pk)
    begin_pause(fresh, ASKED, actor=actor, inquiry=made)
    notifications.question_asked(made)
    return made


@transaction.atomic
def answer_question(inquiry: Inquiry, *, answer: str, actor: Any) -> Inquiry:
    """The district answers; everybody reads it, and the clock goes on."""
    waiver = _allowed(inquiry.waiver, "answer", actor)
    fresh = Inquiry.objects.get(pk=inquiry.pk)
    if fresh.answered_at:
        raise NotAllowed(ANSWERED)
    fresh.answer, fresh.answered_by, fresh.answered_at = answer, actor, timezone.now()
    fresh.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record(waiver, "waivers.answer", actor=actor, inquiry=fresh.pk)
    end_pauses(waiver, actor=actor, inquiry=fresh)
    notifications.question_answered(fresh)
    return fresh


@transaction.atomic
def pause_clock(waiver: Waiver, *, reason: str, actor: Any) -> Pause:
    """The department stops the clock, with a reason that everybody reads."""
    fresh = _allowed(waiver, "pause", actor)
    made = begin_pause(fresh, reason, actor=actor)
    notifications.clock_paused(fresh, made)
    return made


@transaction.atomic
def go_on(waiver: Waiver, *, actor: Any) -> None:
    """The clock goes on."""
    end_pauses(_allowed(waiver, "go_on", actor), actor=actor)


def _allowed(waiver: Waiver, verb: str, actor: Any) -> Waiver:
    """The row, locked, if the person may do this with it now."""
    fresh = Waiver.objects.select_for_update(of=("self",)).select_related("district", "pathway").get(pk=waiver.pk)
    if not actor.has_perm(f"waivers.{verb}", fresh):
        raise PermissionDenied
    return fresh
