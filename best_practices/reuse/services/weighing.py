"""The weights of the score, set by MDE; and the note that a district looked."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from best_practices.reuse import adopters
from best_practices.reuse.models import Look, Weighting
from portal.core import audit
from portal.core.errors import NotAllowed


@transaction.atomic
def set_weights(*, values: dict[str, float], reason: str, actor: Any) -> Weighting:
    """Set all weights at once; what was set before stays on record and can be set again."""
    if not actor.has_perm("reuse.set_weights"):
        raise NotAllowed("Only the department sets the weights.")
    try:
        whole = adopters.values_of(adopters.weights_of(values))
    except ValueError as wrong:
        raise NotAllowed(str(wrong)) from None
    weighting = Weighting.objects.create(values=whole, reason=reason, set_by=actor)
    audit.record(weighting, "reuse.set_weights", actor=actor, reason=reason, **whole)
    return weighting


def note_look(leaid: str) -> None:
    """People of a district opened what is suggested to one of its schools: the day is kept, and nobody's name."""
    today = timezone.localdate()
    if Look.objects.filter(district=leaid).exclude(last_on=today).update(last_on=today):
        return
    try:
        with transaction.atomic():
            Look.objects.get_or_create(district_id=leaid, defaults={"last_on": today})
    except IntegrityError:
        return  # somebody else of the district looked at the same moment, and it is noted
