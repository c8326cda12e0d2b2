"""The weights of the fit that later runs begin with: set by MDE, with a reason."""

from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from mentorship.matching.fitting import Weights
from mentorship.matching.models import Weighting
from portal.core import audit


@transaction.atomic
def set_weights(weights: Weights, *, reason: str, actor: Any) -> Weighting:
    """From now on runs begin with these. What was made stays as it is."""
    if not actor.has_perm("matching.make_run"):
        raise PermissionDenied
    made = Weighting.objects.create(values=asdict(weights), reason=reason, set_by=actor)
    audit.record(made, "matching.set_weights", actor=actor, values=made.values, reason=reason)
    return made
