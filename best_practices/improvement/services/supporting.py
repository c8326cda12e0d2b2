"""Technical assistance is noted by who gave it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from best_practices.improvement.models import IdentifiedSchool, Support
from best_practices.improvement.services.identifying import IN_FUTURE, locked
from portal.core import audit
from portal.core.errors import NotAllowed


@transaction.atomic
def note_support(
    identified: IdentifiedSchool, *, kind: str, on: date, words: str, hours: Decimal | None = None, actor: Any
) -> Support:
    """What was done for a school on a day; its district reads it."""
    fresh = locked(identified, "support", actor)
    if on > timezone.localdate():
        raise NotAllowed(IN_FUTURE)
    facts = {"kind": kind, "on": on, "hours": hours, "words": words, "noted_by": actor}
    made = Support.objects.create(identified=fresh, **facts)
    audit.record(fresh, "improvement.support", actor=actor, kind=kind, on=str(on))
    return made
