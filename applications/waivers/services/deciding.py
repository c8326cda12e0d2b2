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

from applications.waivers import notifications
from applications.waivers.models import Provision, Waiver
from applications.waivers.services.writing import locked
from applications.waivers.states import (
    DEFER,
    DENY,
    GRANT,
    GRANT_CONDITIONALLY,
    GRANTING,
    IN_FORCE,
    LAPSE,
    RECOMMEND,
    RESCIND,
    SCHEDULE,
    UNSCHEDULE,
    Disposition,
)
from portal.conflicts.services import check_free
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
    check_free(actor, fresh.district_id)
    if on > timezone.localdate():
        raise NotAllowed(NOT_YET)
    if fresh.recommended_on and on < fresh.recommended_on:
        raise NotAllowed(BEFORE.format(day=f"{fresh.recommended_on:%B} {fresh.recommended_on.day}"))
    given = set(fresh.provisions.values_list("disposition", flat=True)) & set(GRANTING)
    move = DENY if not approves or not given else GRANT if given == {Disposition.GRANT} else GRANT_CONDITIONALLY
    advance(fresh, move, actor=actor, on=str(on))
    fresh.board_on, fresh.board_words = on, words
    fresh.save(update_fields=["board_on", "board_words"])
    notifications.waiver_decided(fresh)
    return fresh


@transaction.atomic
def rescind_waiver(waiver: Waiver, *, reason: str, actor: Any) -> Waiver:
    """It holds no longer, before its term is over."""
    fresh = locked(waiver, "rescind", actor)
    check_free(actor, fresh.district_id)
    advance(fresh, RESCIND, actor=actor, reason=reason)
    fresh.reason = reason
    fresh.save(update_fields=["reason"])
    notifications.waiver_ended(fresh)
    return fresh


def lapse_waivers(*, actor: Any = None) -> int:
    """Daily: what has no provision any more whose term runs, or is to begin, has lapsed. How many."""
    today = timezone.localdate()
    going_on = Provision.objects.decided().filter(ends_on__gte=today).values("waiver")
    over = list(Waiver.objects.filter(state__in=IN_FORCE).exclude(pk__in=going_on).order_by("pk"))
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
