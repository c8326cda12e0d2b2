"""What the Commission decided about a recommendation is recorded, and that it was sent to the State Board."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from applications.impact.models import Recommendation
from applications.impact.services.drafting import locked
from applications.impact.states import ADOPT, SEND, SET_ASIDE
from portal.accounts.models import StateRole
from portal.core.errors import NotAllowed
from portal.core.states import advance

NOT_YET = "That day has not come yet."
BEFORE_IT = "It was put forward after that day."
BEFORE_MEETING = "The Commission adopted it after that day."
OWN = "Who began a recommendation does not record what became of it. Another facilitator does."


@transaction.atomic
def decide_recommendation(
    recommendation: Recommendation, *, adopts: bool, on: date, words: str = "", actor: Any
) -> Recommendation:
    """The Commission adopted it at a meeting, or set it aside; a facilitator who did not begin it records that."""
    fresh = _for_facilitator(recommendation, "decide", actor)
    if fresh.begun_by_id == actor.pk:
        raise NotAllowed(OWN)
    _check_day(on, timezone.localdate(fresh.wording.put_forward_at), BEFORE_IT)
    advance(fresh, ADOPT if adopts else SET_ASIDE, actor=actor, on=str(on))
    fresh.met_on, fresh.words = on, words
    fresh.save(update_fields=["met_on", "words"])
    return fresh


@transaction.atomic
def send_recommendation(recommendation: Recommendation, *, on: date, actor: Any) -> Recommendation:
    """What was adopted went to the State Board on a day."""
    fresh = _for_facilitator(recommendation, "send", actor)
    _check_day(on, fresh.met_on, BEFORE_MEETING)
    advance(fresh, SEND, actor=actor, on=str(on))
    fresh.sent_on = on
    fresh.save(update_fields=["sent_on"])
    return fresh


def _for_facilitator(recommendation: Recommendation, verb: str, actor: Any) -> Recommendation:
    if StateRole.FACILITATOR not in actor.state_roles:
        raise PermissionDenied
    return locked(recommendation, verb, actor)


def _check_day(on: date, after: date | None, words: str) -> None:
    if on > timezone.localdate():
        raise NotAllowed(NOT_YET)
    if after and on < after:
        raise NotAllowed(words)
