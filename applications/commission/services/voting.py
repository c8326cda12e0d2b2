"""Members move, second and vote, while the meeting is open.

Each takes a lock on the meeting, so that nothing is moved or voted while it closes; and each asks anew what ties the
member to the district. Superusers pass every predicate; so the services ask for the role and the ties themselves.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from applications.commission.models import Item, Motion, Sitting, Vote
from applications.waivers.models import Provision
from applications.waivers.services import check_free_of
from applications.waivers.states import Disposition
from portal.accounts.models import StateRole
from portal.core import audit
from portal.core.errors import NotAllowed

NAME_THEM = "Please write the conditions."
STANDS = "A motion stands for this provision already. It has to be taken back first."


@transaction.atomic
def make_motion(item: Item, provision: Provision, *, disposition: str, conditions: str = "", actor: Any) -> Motion:
    """Move what to recommend for one provision of a proposal."""
    fresh = _open(item, actor)
    if not actor.has_perm("commission.move", fresh) or provision.waiver_id != fresh.waiver_id:
        raise PermissionDenied
    if disposition == Disposition.CONDITIONS and not conditions.strip():
        raise NotAllowed(NAME_THEM)
    if fresh.motions.standing().filter(provision=provision).exists():
        raise NotAllowed(STANDS)
    facts = {"disposition": disposition, "conditions": conditions.strip()}
    made = Motion.objects.create(item=fresh, provision=provision, moved_by=actor, **facts)
    audit.record(made, "commission.move", actor=actor, disposition=disposition)
    return made


@transaction.atomic
def second_motion(motion: Motion, *, actor: Any) -> Motion:
    """Another member seconds it; from now on it is voted on."""
    fresh = _standing(motion, "second", actor)
    fresh.seconded_by = actor
    fresh.save(update_fields=["seconded_by"])
    audit.record(fresh, "commission.second", actor=actor)
    return fresh


@transaction.atomic
def take_back_motion(motion: Motion, *, actor: Any) -> Motion:
    """Who moved it takes it back, before it is seconded."""
    fresh = _standing(motion, "take_back", actor)
    fresh.taken_back_at = timezone.now()
    fresh.save(update_fields=["taken_back_at"])
    audit.record(fresh, "commission.take_back", actor=actor)
    return fresh


@transaction.atomic
def cast_vote(motion: Motion, *, choice: str, actor: Any) -> Vote:
    """Vote, or vote otherwise than before; one vote for each member, final when the meeting closes."""
    fresh = _standing(motion, "vote", actor)
    before = fresh.votes.filter(member=actor).first()
    defaults = {"choice": choice, "cast_at": timezone.now()}
    vote, _ = Vote.objects.update_or_create(motion=fresh, member=actor, defaults=defaults)
    audit.record(fresh, "commission.vote", actor=actor, choice=choice, before=before and before.choice)
    return vote


def _open(item: Item, actor: Any) -> Item:
    """The item with its meeting locked, for a member of the Commission who is free."""
    Sitting.objects.select_for_update().get(pk=item.sitting_id)
    fresh = Item.objects.select_related("sitting", "waiver").get(pk=item.pk)
    if StateRole.CSA_REVIEWER not in actor.state_roles:
        raise PermissionDenied
    check_free_of(fresh.waiver, actor)
    return fresh


def _standing(motion: Motion, verb: str, actor: Any) -> Motion:
    item = _open(motion.item, actor)
    fresh = Motion.objects.select_related("item__sitting", "item__waiver").get(pk=motion.pk)
    if not item.sitting.is_open or not actor.has_perm(f"commission.{verb}", fresh):
        raise PermissionDenied
    return fresh
