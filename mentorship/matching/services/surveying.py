"""What each side says when a mentorship has ended."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from mentorship.matching.models import EndSurvey, Match, Side
from mentorship.matching.policies import side_led_by
from mentorship.matching.services.proposing import locked
from portal.core import audit
from portal.core.errors import NotAllowed

SAID = "Your district has said how it was. Thank you."


@transaction.atomic
def survey_match(match: Match, *, helped: int, would_again: bool, words: str = "", actor: Any) -> EndSurvey:
    """Say for one side how it was: once, and only MDE reads it."""
    fresh = locked(match)
    side = side_led_by(actor, fresh)
    if side is None or not actor.has_perm("matching.survey", fresh):
        raise PermissionDenied
    if fresh.surveys.filter(side=side).exists():
        raise NotAllowed(SAID)
    facts: dict[str, Any] = {"helped": helped, "would_again": would_again, "words": words}
    said = EndSurvey.objects.create(match=fresh, side=Side(side), said_by=actor, **facts)
    audit.record(said, "matching.survey", actor=actor, side=side)
    return said
