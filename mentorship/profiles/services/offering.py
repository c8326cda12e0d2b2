"""A district says what it can do for others, changes it, pauses and goes on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from mentorship.profiles.models import Offer, Strength
from mentorship.profiles.services.asking import demand_lead, demand_version
from mentorship.profiles.states import PAUSE, RESUME
from portal.core import audit
from portal.core.states import advance
from portal.districts.models import District
from portal.network.models import Pathway


@dataclass(frozen=True)
class Shown:
    """A strength with what shows it; `url` is an address within the portal, or empty."""

    topic: str
    evidence: str
    url: str = ""


@transaction.atomic
def write_offer(
    district: District,
    *,
    strengths: Collection[Shown],
    pathways: Iterable[Pathway],
    version: int,
    actor: Any,
    **facts: Any,
) -> Offer:
    """Offer to mentor, or change the offer; NotAllowed where somebody changed it meanwhile."""
    demand_lead(actor, district)
    District.objects.select_for_update().get(pk=district.pk)
    offer = Offer.objects.filter(district=district).first() or Offer(district=district, version=0)
    demand_version(offer, version)
    is_new = offer.pk is None
    for name, value in facts.items():
        setattr(offer, name, value)
    offer.version, offer.written_by, offer.written_at = version + 1, actor, timezone.now()
    offer.save()
    offer.pathways.set(pathways)
    offer.strengths.all().delete()
    Strength.objects.bulk_create(Strength(offer=offer, **vars(each)) for each in strengths)
    topics = sorted(each.topic for each in strengths)
    audit.record(
        offer, "profiles.write_offer", actor=actor, is_new=is_new, topics=topics, capacity=facts.get("capacity")
    )
    return offer


def pause_offer(offer: Offer, *, actor: Any) -> Offer:
    """No new matches for now. Nobody is asked why; those that stand go on."""
    demand_lead(actor, offer)
    advance(offer, PAUSE, actor=actor)
    return offer


def resume_offer(offer: Offer, *, actor: Any) -> Offer:
    """Take part in the next matching again."""
    demand_lead(actor, offer)
    advance(offer, RESUME, actor=actor)
    return offer
