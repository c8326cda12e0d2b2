"""What becomes of a proposal: on an agenda, recommended or deferred, decided by the State Board, lapsed, rescinded.

The Commission's part is called by its meetings, which ask who may; the Board's decision is recorded by MDE.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from applications.waivers import notifications, providers
from applications.waivers.models import Provision, Waiver
from applications.waivers.services.writing import check_free_of, locked
from applications.waivers.states import (
    AMEND,
    DEFER,
    DENY,
    GRANT,
    GRANT_CONDITIONALLY,
    GRANTING,
    LAPSE,
    RECOMMEND,
    RENEW,
    RESCIND,
    SCHEDULE,
    UNSCHEDULE,
    Disposition,
    Kind,
)
from portal.core.errors import NotAllowed
from portal.core.states import advance

NOT_YET = "That day has not come yet."
BEFORE = "The Board decides after the Commission: on {day} or later."


@dataclass(frozen=True)
class Recommended:
    """What the Commission recommends for a provision."""

    disposition: str
    conditions: str = ""


@transaction.atomic
def schedule_waiver(waiver: Waiver, *, actor: Any) -> Waiver:
    """It comes on the agenda of a meeting."""
    fresh = _fresh(waiver)
    _check(fresh, "schedule")
    advance(fresh, SCHEDULE, actor=actor)
    return fresh


@transaction.atomic
def unschedule_waiver(waiver: Waiver, *, actor: Any) -> Waiver:
    """It is taken off the agenda."""
    fresh = _fresh(waiver)
    advance(fresh, UNSCHEDULE, actor=actor)
    return fresh


@transaction.atomic
def recommend(waiver: Waiver, found: Mapping[int, Recommended], *, on: date, actor: Any) -> Waiver:
    """What the Commission recommends, by provision; deferred where it came to nothing for one of them."""
    fresh = _fresh(waiver)
    provisions = list(fresh.provisions.all())
    for provision in provisions:
        said = found.get(provision.pk, Recommended(Disposition.DEFER))
        provision.disposition, provision.conditions = said.disposition, said.conditions
        provision.save(update_fields=["disposition", "conditions"])
    deferred = any(each.disposition == Disposition.DEFER for each in provisions)
    told = {str(each.pk): each.disposition for each in provisions}
    advance(fresh, DEFER if deferred else RECOMMEND, actor=actor, dispositions=told)
    fresh.recommended_on = on
    fresh.save(update_fields=["recommended_on"])
    notifications.waiver_recommended(fresh)
    return fresh


@transaction.atomic
def record_board(waiver: Waiver, *, approves: bool, on: date, words: str = "", actor: Any) -> Waiver:
    """The State Board approved what the Commission recommended, or did not."""
    fresh = locked(waiver, "record_board", actor)
    check_free_of(fresh, actor)
    if on > timezone.localdate():
        raise NotAllowed(NOT_YET)
    if fresh.recommended_on and on < fresh.recommended_on:
        raise NotAllowed(BEFORE.format(day=f"{fresh.recommended_on:%B} {fresh.recommended_on.day}"))
    given = set(fresh.provisions.values_list("disposition", flat=True)) & set(GRANTING)
    move = DENY if not approves or not given else GRANT if given == {Disposition.GRANT} else GRANT_CONDITIONALLY
    if move != DENY:
        _check(fresh, "grant")
        _succeed(fresh, on, actor)
    advance(fresh, move, actor=actor, on=str(on))
    fresh.board_on, fresh.board_words, fresh.decided_at = on, words, timezone.now()
    fresh.save(update_fields=["board_on", "board_words", "decided_at"])
    notifications.waiver_decided(fresh)
    providers.tell_decided(fresh, actor)
    return fresh


def _check(waiver: Waiver, verb: str) -> None:
    found = providers.objections(verb, waiver)
    if found:
        raise NotAllowed(found[0])


def _succeed(waiver: Waiver, on: date, actor: Any) -> None:
    """What is renewed goes on to its end; what is amended ends now, and the amendment begins."""
    if waiver.kind == Kind.RENEWAL and waiver.earlier:
        advance(waiver.earlier, RENEW, actor=actor, by=waiver.reference)
    if waiver.kind == Kind.AMENDMENT and waiver.earlier:
        advance(waiver.earlier, AMEND, actor=actor, by=waiver.reference)
        waiver.provisions.update(begins_on=on)


@transaction.atomic
def rescind_waiver(waiver: Waiver, *, reason: str, actor: Any) -> Waiver:
    """It holds no longer, before its term is over."""
    fresh = locked(waiver, "rescind", actor)
    check_free_of(fresh, actor)
    advance(fresh, RESCIND, actor=actor, reason=reason)
    fresh.reason = reason
    fresh.save(update_fields=["reason"])
    notifications.waiver_ended(fresh)
    return fresh


def lapse_waivers(*, actor: Any = None) -> int:
    """Daily: what has no provision any more whose term runs, or is to begin, has lapsed. How many."""
    today = timezone.localdate()
    going_on = Provision.objects.decided().filter(ends_on__gte=today).values("waiver")
    over = list(Waiver.objects.filter(state__in=LAPSE.sources).exclude(pk__in=going_on).order_by("pk"))
    for waiver in over:
        with transaction.atomic():
            fresh = _fresh(waiver)
            advance(fresh, LAPSE, actor=actor)
            notifications.waiver_ended(fresh)
    return len(over)


def _fresh(waiver: Waiver) -> Waiver:
    found = Waiver.objects.select_for_update(of=("self",)).select_related("district", "pathway").filter(pk=waiver.pk)
    fresh = found.first()
    if fresh is None:
        raise PermissionDenied
    return fresh
