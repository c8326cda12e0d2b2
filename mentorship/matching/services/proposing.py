"""Both districts answer a proposal. Where it comes to nothing, who is next in line is asked."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from mentorship.matching import notifications, queries
from mentorship.matching.fitting import Weights
from mentorship.matching.models import MEET_WITHIN, Match
from mentorship.matching.running import Setting, run
from mentorship.matching.services.releasing import propose
from mentorship.matching.states import DECLINE, LAPSE, START, MatchState
from mentorship.profiles.models import Offer
from mentorship.profiles.services import open_again
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import Move, advance
from portal.districts.models import LEADING_OFFICES
from portal.districts.policies import holds_office

SAY_WHY = "Please say why, in a few words: MDE reads it, and it helps with the next proposal."


@transaction.atomic
def answer_match(match: Match, *, accepts: bool, reason: str = "", actor: Any) -> Match:
    """One side says yes or no. With the second yes the mentorship begins; a no asks the next in line."""
    fresh = locked(match)
    led = [
        side for side in ("mentor", "district") if holds_office(actor, getattr(fresh, f"{side}_id"), *LEADING_OFFICES)
    ]
    if not led or not actor.has_perm("matching.answer", fresh):
        raise PermissionDenied
    if not accepts:
        if not reason.strip():
            raise NotAllowed(SAY_WHY)
        return come_to_nothing(fresh, DECLINE, reason=reason.strip(), actor=actor)
    now = timezone.now()
    for side in led:
        setattr(fresh, f"{side}_said_yes_at", getattr(fresh, f"{side}_said_yes_at") or now)
        audit.record(fresh, "matching.accept", actor=actor, side=side)
    fresh.save(update_fields=["mentor_said_yes_at", "district_said_yes_at"])
    if fresh.mentor_said_yes_at and fresh.district_said_yes_at:
        start(fresh, actor=actor)
    return fresh


def start(match: Match, *, actor: Any) -> None:
    """Both said yes: it is under way, and the first meeting is within three weeks."""
    advance(match, START, actor=actor)
    match.started_at = timezone.now()
    match.first_meeting_by = timezone.localdate() + MEET_WITHIN
    match.save(update_fields=["started_at", "first_meeting_by"])
    notifications.match_started(match)


def come_to_nothing(match: Match, move: Move, *, reason: str, actor: Any) -> Match:
    """The request waits where it stood before; the other side is told; whoever the rest is best for is asked."""
    advance(match, move, actor=actor, reason=reason)
    match.reason, match.ended_at = reason, timezone.now()
    match.save(update_fields=["reason", "ended_at"])
    open_again(match.request, keeps_place=True, actor=actor)
    notifications.match_came_to_nothing(match, by=actor)
    ask_next(match, actor=actor)
    return match


def ask_next(match: Match, *, actor: Any) -> list[Match]:
    """Match the rest anew by the run's own rules, and propose the pairs of this mentor and this district, if any.

    Pairs of the run that came to nothing before are not proposed again.
    """
    list(Offer.objects.select_for_update().order_by("pk"))
    pool = queries.pool()
    over = Match.objects.filter(run=match.run, state__in=[MatchState.DECLINED, MatchState.LAPSED])
    forbidden = tuple(over.values_list("mentor", "district"))
    known = {each.place.leaid for each in pool.mentors}, {each.place.leaid for each in pool.requests}
    forbidden = tuple((m, r) for m, r in forbidden if m in known[0] and r in known[1])
    setting = Setting(Weights(**match.run.weights), forbidden=forbidden, seed=match.run.seed)
    pairs = run(pool, setting)["pairs"] if pool.mentors and pool.requests else []
    mine = [pair for pair in pairs if pair["mentor"] == match.mentor_id or pair["request"] == match.district_id]
    return propose(match.run, mine, actor=actor)


def tell_mentoring(*, actor: Any = None) -> dict[str, int]:
    """Daily: proposals that were not answered in time lapse; who has three days left, or is silent, is told."""
    now, told = timezone.now(), {"lapsed": 0, "reminded": 0, "silent": 0}
    for match in Match.objects.filter(state=MatchState.PROPOSED, answer_by__lt=now).order_by("pk"):
        with transaction.atomic():
            fresh = locked(match)
            if fresh.is_proposed:
                come_to_nothing(fresh, LAPSE, reason="No answer in time.", actor=actor)
                told["lapsed"] += 1
    soon = Match.objects.filter(state=MatchState.PROPOSED, answer_by__range=(now, now + timedelta(days=3)))
    for match in soon.select_related("mentor", "district"):
        told["reminded"] += notifications.answer_due(match)
    for match in queries.silent(now):
        told["silent"] += notifications.silence_told(match)
    return told


def locked(match: Match) -> Match:
    """The row, locked until the end of the transaction."""
    found = Match.objects.select_for_update(of=("self",)).select_related("run", "request", "mentor", "district")
    return found.get(pk=match.pk)
