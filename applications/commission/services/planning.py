"""A meeting is planned, its agenda is made, it opens and closes; with the close the votes are final."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from applications.commission import notifications
from applications.commission.models import Item, Motion, Sitting
from applications.commission.queries import eligible_for
from applications.commission.services.handing import hand_over, take_back
from applications.commission.states import CANCEL, CLOSE, OPEN
from applications.commission.tally import count
from applications.waivers.models import Waiver
from applications.waivers.services import Recommended, check_free_of, recommend, schedule_waiver, unschedule_waiver
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance

PERIOD_RUNS = "Comments on it are taken until {until}. Choose a later meeting."
EMPTY = "The agenda is empty. Put a proposal on it first."


@transaction.atomic
def plan_sitting(*, starts_at: datetime, place: str, actor: Any) -> Sitting:
    """A meeting of the Commission, with an empty agenda."""
    if not actor.has_perm("commission.plan"):
        raise PermissionDenied
    made = Sitting.objects.create(starts_at=starts_at, place=place, planned_by=actor)
    audit.record(made, "commission.plan", actor=actor, starts_at=str(starts_at))
    return made


@transaction.atomic
def add_item(sitting: Sitting, waiver: Waiver, *, actor: Any) -> Item:
    """Put a proposal on the agenda; it is on one agenda at a time."""
    fresh = locked(sitting, "arrange", actor)
    check_free_of(waiver, actor)
    _check_period(fresh, waiver)
    schedule_waiver(waiver, actor=actor)
    item, _ = Item.objects.update_or_create(sitting=fresh, waiver=waiver, defaults={"removed_at": None})
    audit.record(fresh, "commission.add_item", actor=actor, waiver=waiver.reference)
    hand_over(item, actor=actor)
    return item


def _check_period(sitting: Sitting, waiver: Waiver) -> None:
    """A proposal is heard after everybody could comment on it."""
    notice = waiver.notices.first()
    if notice and timezone.localdate(sitting.starts_at) <= notice.comments_until:
        until = notice.comments_until
        raise NotAllowed(PERIOD_RUNS.format(until=f"{until:%B} {until.day}, {until.year}"))


@transaction.atomic
def remove_item(item: Item, *, actor: Any) -> Item:
    """Take a proposal off the agenda."""
    fresh = locked(item.sitting, "arrange", actor)
    check_free_of(item.waiver, actor)
    if item.waiver.state == "on_agenda":
        unschedule_waiver(item.waiver, actor=actor)
    item.removed_at = timezone.now()
    item.save(update_fields=["removed_at"])
    audit.record(fresh, "commission.remove_item", actor=actor, waiver=item.waiver.reference)
    take_back(item, actor=actor)
    return item


@transaction.atomic
def open_sitting(sitting: Sitting, *, actor: Any) -> Sitting:
    """Members move and vote from now on; the agenda stands."""
    fresh = locked(sitting, "arrange", actor)
    if not fresh.items.filter(removed_at=None).exists():
        raise NotAllowed(EMPTY)
    advance(fresh, OPEN, actor=actor)
    notifications.sitting_opened(fresh)
    return fresh


@transaction.atomic
def cancel_sitting(sitting: Sitting, *, actor: Any) -> Sitting:
    """It is not held; its proposals wait for another."""
    fresh = locked(sitting, "arrange", actor)
    for item in fresh.items.filter(removed_at=None).select_related("waiver"):
        if item.waiver.state == "on_agenda":
            unschedule_waiver(item.waiver, actor=actor)
    advance(fresh, CANCEL, actor=actor)
    return fresh


@transaction.atomic
def close_sitting(sitting: Sitting, *, minutes: str, actor: Any) -> Sitting:
    """Count every vote by who is free now, keep the tallies, and tell what is recommended. All of it is final."""
    fresh = locked(sitting, "close", actor)
    advance(fresh, CLOSE, actor=actor)
    fresh.minutes, fresh.closed_at = minutes, timezone.now()
    fresh.save(update_fields=["minutes", "closed_at"])
    on_it = fresh.items.filter(removed_at=None, waiver__state="on_agenda").select_related("waiver")
    items = list(on_it.prefetch_related("waiver__partners"))
    eligible = eligible_for(items)
    for item in items:
        found = {}
        for motion in item.motions.standing().prefetch_related("votes"):
            if _counted(motion, eligible[item.pk]):
                found[motion.provision_id] = Recommended(motion.disposition, motion.conditions)
        recommend(item.waiver, found, on=timezone.localdate(fresh.closed_at), actor=actor)
    return fresh


def _counted(motion: Motion, eligible: set[int]) -> bool:
    """The tally is kept with the motion; whether it was carried. Without a second nobody could vote."""
    tally = count({vote.member_id: vote.choice for vote in motion.votes.all()}, eligible)
    motion.tally = asdict(tally)
    motion.is_carried = tally.is_carried
    motion.save(update_fields=["tally", "is_carried"])
    return tally.is_carried


def locked(sitting: Sitting, verb: str, actor: Any) -> Sitting:
    """The row, locked until the end of the transaction, if the person may do this with it now."""
    fresh = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if not actor.has_perm(f"commission.{verb}", fresh):
        raise PermissionDenied
    return fresh
