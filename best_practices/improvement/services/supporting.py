"""Technical assistance: asked for by a school, answered and noted by who gives it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from best_practices.improvement import notifications
from best_practices.improvement.models import IdentifiedSchool, Support, SupportRequest
from best_practices.improvement.services.identifying import check_day, locked
from portal.core import audit
from portal.core.errors import NotAllowed

ANSWERED = "This was answered already."


@transaction.atomic
def ask_support(identified: IdentifiedSchool, *, words: str, actor: Any) -> SupportRequest:
    """The school asks the state for help; every coach is told."""
    fresh = locked(identified, "ask_support", actor)
    made = SupportRequest.objects.create(identified=fresh, words=words, asked_by=actor)
    audit.record(fresh, "improvement.ask_support", actor=actor, request=made.pk)
    notifications.support_asked(made)
    return made


@transaction.atomic
def answer_request(request: SupportRequest, *, answer: str, actor: Any) -> SupportRequest:
    """A coach answers, once; the school is told."""
    school = locked(request.identified, "support", actor)
    fresh = school.requests.get(pk=request.pk)
    if fresh.answered_at:
        raise NotAllowed(ANSWERED)
    fresh.answer, fresh.answered_by, fresh.answered_at = answer, actor, timezone.now()
    fresh.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record(school, "improvement.answer_request", actor=actor, request=fresh.pk)
    notifications.request_answered(fresh)
    return fresh


@transaction.atomic
def note_support(
    identified: IdentifiedSchool, *, kind: str, on: date, words: str, hours: Decimal | None = None, actor: Any
) -> Support:
    """What was done for a school on a day; its district reads it."""
    fresh = locked(identified, "support", actor)
    check_day(fresh, on)
    facts = {"kind": kind, "on": on, "hours": hours, "words": words, "noted_by": actor}
    made = Support.objects.create(identified=fresh, **facts)
    audit.record(fresh, "improvement.support", actor=actor, kind=kind, on=str(on))
    return made
