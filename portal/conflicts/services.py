"""Every write about conflicts of interest, and the check that stops a conflicted person."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.conflicts.models import Declaration
from portal.conflicts.queries import is_tied
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.districts.models import District

NOT_FREE = "This cannot be done by this person."


@transaction.atomic
def declare_conflict(*, person: Any, district: District, reason: str) -> Declaration:
    """The person says that they are not free to judge this district. Twice changes nothing."""
    District.objects.select_for_update().get(pk=district.pk)
    known = Declaration.objects.open().filter(person=person, district=district).first()
    if known is not None:
        return known
    declaration = Declaration.objects.create(person=person, district=district, reason=reason)
    audit.record(declaration, "conflicts.declare", actor=person, district=district.pk)
    return declaration


@transaction.atomic
def end_declaration(declaration: Declaration, *, actor: Any) -> Declaration:
    """The person takes back what they declared. Ties that follow from facts stay."""
    if declaration.person_id != actor.pk:
        raise NotAllowed("Only the person who declared a conflict can end it.")
    fresh = Declaration.objects.select_for_update().get(pk=declaration.pk)
    if fresh.ended_at is None:
        fresh.ended_at = timezone.now()
        fresh.save(update_fields=["ended_at"])
        audit.record(fresh, "conflicts.end", actor=actor, district=fresh.district_id)
    return fresh


def check_free(person: Any, leaid: str) -> None:
    """NotAllowed, in one neutral sentence that tells nothing of the reason, where the person is tied."""
    if is_tied(person.pk, leaid):
        raise NotAllowed(NOT_FREE)
