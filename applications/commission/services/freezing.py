"""The packet of a meeting is frozen as it stands."""

from typing import Any

from django.db import transaction

from applications.commission.models import Packet, Sitting
from applications.commission.packet import entry_of
from applications.commission.services.planning import EMPTY, locked
from applications.waivers.wording import hash_of
from portal.core import audit
from portal.core.errors import NotAllowed


@transaction.atomic
def freeze_packet(sitting: Sitting, *, actor: Any) -> Packet:
    """Keep the record of all that is on the agenda, with its hash. Frozen again, it is a new one beside it."""
    fresh = locked(sitting, "arrange", actor)
    items = fresh.items.filter(removed_at=None).select_related("waiver__district", "waiver__pathway")
    body = [entry_of(item.waiver) for item in items.prefetch_related("waiver__partners__district")]
    if not body:
        raise NotAllowed(EMPTY)
    last = fresh.packets.first()
    facts = {"body": body, "sha256": hash_of(body), "frozen_by": actor}
    made = Packet.objects.create(sitting=fresh, number=last.number + 1 if last else 1, **facts)
    audit.record(fresh, "commission.freeze_packet", actor=actor, sha256=made.sha256)
    return made
