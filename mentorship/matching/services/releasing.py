"""A run is released: its pairs are proposed to both districts, all of them or none. Or it is discarded."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from mentorship.matching import notifications, queries
from mentorship.matching.models import ANSWER_WITHIN, Match, Run
from mentorship.matching.states import DISCARD, RELEASE
from mentorship.profiles.models import Offer, Request
from mentorship.profiles.services import take_up
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance

CHANGED = "{name}: {why} since this run was made. Take the pool of today, look at it, then release."


@transaction.atomic
def release_run(draft: Run, *, actor: Any) -> Run:
    """Propose every pair. Of two who release at once, one does; where the pool has changed, nothing is done."""
    if not actor.has_perm("matching.make_run"):
        raise PermissionDenied
    advance(draft, RELEASE, actor=actor)
    draft.refresh_from_db()
    draft.released_by, draft.released_at = actor, timezone.now()
    draft.save(update_fields=["released_by", "released_at"])
    propose(draft, draft.result["pairs"], actor=actor)
    return draft


@transaction.atomic
def discard_run(draft: Run, *, actor: Any) -> Run:
    """Nobody is matched by it. It stays in the list."""
    if not actor.has_perm("matching.make_run"):
        raise PermissionDenied
    advance(draft, DISCARD, actor=actor)
    return draft


def propose(run: Run, pairs: list[dict[str, Any]], *, actor: Any) -> list[Match]:
    """Make the pairs of a released run, within the room that mentors have now, and tell both sides."""
    offers = Offer.objects.select_for_update(of=("self",)).select_related("district").order_by("pk")
    by_mentor = {each.district_id: each for each in offers.filter(district__in=[pair["mentor"] for pair in pairs])}
    asked = Request.objects.select_for_update(of=("self",)).select_related("district").order_by("pk")
    by_request = {each.district_id: each for each in asked.filter(district__in=[pair["request"] for pair in pairs])}
    load, blocked = queries.taken(), queries.blocked()
    made = []
    for pair in pairs:
        offer, request = by_mentor[pair["mentor"]], by_request[pair["request"]]
        load[offer.pk] += 1
        demand_as_before(offer, request, load[offer.pk], (pair["mentor"], pair["request"]) in blocked)
        made.append(_make(run, offer, request, pair, actor))
    return made


def demand_as_before(offer: Offer, request: Request, load: int, is_blocked: bool) -> None:
    """NotAllowed where the pool changed so that the pair cannot be any more."""
    if not offer.is_open:
        raise NotAllowed(CHANGED.format(name=offer.district, why="it has paused"))
    if load > offer.capacity:
        raise NotAllowed(CHANGED.format(name=offer.district, why="it has less room"))
    if not request.is_open:
        raise NotAllowed(CHANGED.format(name=request.district, why="it no longer waits"))
    if is_blocked:
        raise NotAllowed(CHANGED.format(name=request.district, why="a pair was declared not to be"))


def _make(run: Run, offer: Offer, request: Request, why: dict[str, Any], actor: Any) -> Match:
    sides = {"mentor": offer.district, "district": request.district}
    match = Match.objects.create(
        run=run, offer=offer, request=request, why=why, answer_by=timezone.now() + ANSWER_WITHIN, **sides
    )
    take_up(request, actor=actor)
    audit.record(match, "matching.propose", actor=actor, mentor=offer.district_id, district=request.district_id)
    notifications.match_proposed(match)
    return match
