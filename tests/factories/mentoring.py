"""Offers and requests of districts, for tests; made by services, as people would."""

from collections.abc import Sequence
from typing import Any

from mentorship.matching import services as matching
from mentorship.matching.fitting import Weights
from mentorship.matching.models import Match, Run
from mentorship.profiles import services
from mentorship.profiles.models import Offer, Request
from mentorship.profiles.services.offering import Shown
from portal.districts.models import District


def offered(
    district: District, *, actor: Any, topics: Sequence[str] = ("math",), evidence: str = "Sample figure", **facts: Any
) -> Offer:
    """An offer of a district that is strong in these topics."""
    given: dict[str, Any] = {"bands": ["middle", "high"], "formats": ["visit", "video"], "capacity": 2, **facts}
    known = Offer.objects.filter(district=district).first()
    given = {"pathways": [], "version": known.version if known else 0, **given}
    return services.write_offer(district, strengths=[Shown(topic, evidence) for topic in topics], **given, actor=actor)


def asked_for(
    district: District, *, actor: Any, needs: Sequence[str] = ("math",), wishes: Sequence[Offer] = (), **facts: Any
) -> Request:
    """A request of a district that needs help with these topics."""
    given: dict[str, Any] = {"bands": ["middle"], "formats": ["video"], "now": "Sample", "hoped": "Sample", **facts}
    known = Request.objects.filter(district=district).first()
    given = {"version": known.version if known else 0, **given}
    return services.write_request(district, needs=list(needs), wishes=wishes, **given, actor=actor)


def released(*, actor: Any) -> Run:
    """A run over all that wait and mentor now, released."""
    return matching.release_run(matching.make_run(weights=Weights(), actor=actor), actor=actor)


def under_way(offer: Offer, request: Request, *, by: Sequence[Any], actor: Any) -> Match:
    """A mentorship of these two, released by a facilitator and accepted by both sides."""
    run = matching.make_run(weights=Weights(), actor=actor)
    pair = (offer.district_id, request.district_id)
    run = matching.change_run(run, version=run.version, pinned=[pair], actor=actor)
    matching.release_run(run, actor=actor)
    match = Match.objects.get(request=request, state="proposed")
    for person in by:
        match = matching.answer_match(match, accepts=True, actor=person)
    return match
