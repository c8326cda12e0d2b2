"""A district says with whom it is not to be paired."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from mentorship.profiles.models import Block
from mentorship.profiles.services.asking import demand_lead
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.districts.models import District


@transaction.atomic
def declare_block(district: District, *, other: District, reason: str, actor: Any) -> Block:
    """Not with this district. Said twice, it is one. The other district is never told."""
    demand_lead(actor, district)
    if district.pk == other.pk:
        raise NotAllowed("Please choose another district than your own.")
    District.objects.select_for_update().get(pk=district.pk)
    known = Block.objects.standing().filter(district=district, other=other).first()
    if known is not None:
        return known
    block = Block.objects.create(district=district, other=other, reason=reason, declared_by=actor)
    audit.record(block, "profiles.declare_block", actor=actor, other=other.pk)
    return block


@transaction.atomic
def end_block(block: Block, *, actor: Any) -> Block:
    """It no longer holds."""
    fresh = Block.objects.select_for_update().get(pk=block.pk)
    demand_lead(actor, fresh)
    if fresh.ended_at is None:
        fresh.ended_at = timezone.now()
        fresh.save(update_fields=["ended_at"])
        audit.record(fresh, "profiles.end_block", actor=actor, other=fresh.other_id)
    return fresh
