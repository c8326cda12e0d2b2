"""Who plans and closes meetings of the Commission, who moves and votes."""

from typing import Any

import rules

from applications.commission.models import Item, Motion, Sitting
from portal.accounts.models import StateRole
from portal.accounts.policies import holds, is_facilitator, is_mde_staff
from portal.conflicts.queries import tied_districts

PANELS = "commission-"
is_commissioner = holds(StateRole.CSA_REVIEWER)


def panel_key(sitting: Sitting) -> str:
    """The key of the panel that reviews what is on the agenda."""
    return f"{PANELS}{sitting.pk}"


@rules.predicate
def is_planned(user: Any, sitting: Sitting) -> bool:
    """Its agenda can still be changed."""
    return sitting.is_planned


@rules.predicate
def is_in_session(user: Any, sitting: Sitting) -> bool:
    """The meeting is open."""
    return sitting.is_open


@rules.predicate
def is_on(user: Any, item: Item) -> bool:
    """The meeting is open, and the proposal was not taken off or withdrawn."""
    return item.sitting.is_open and item.removed_at is None and item.waiver.state == "on_agenda"


@rules.predicate
def is_free(user: Any, item: Item) -> bool:
    """Nothing ties the person to a proposing district now."""
    return not tied_districts(user.pk, item.waiver.leaids())


@rules.predicate
def may_work_on(user: Any, motion: Motion) -> bool:
    """A member who may move on the proposal, on a motion that stands."""
    return motion.taken_back_at is None and user.has_perm("commission.move", motion.item)


@rules.predicate
def is_seconded(user: Any, motion: Motion) -> bool:
    """Another member seconded it."""
    return motion.seconded_by_id is not None


@rules.predicate
def is_mover(user: Any, motion: Motion) -> bool:
    """The person moved it."""
    return motion.moved_by_id == user.pk


rules.add_perm("commission.plan", is_facilitator)
rules.add_perm("commission.arrange", is_facilitator & is_planned)
rules.add_perm("commission.close", is_facilitator & is_in_session)
rules.add_perm("commission.move", is_commissioner & is_on & is_free)
rules.add_perm("commission.second", may_work_on & ~is_mover & ~is_seconded)
rules.add_perm("commission.take_back", may_work_on & is_mover & ~is_seconded)
rules.add_perm("commission.vote", may_work_on & is_seconded)
rules.add_perm("commission.watch", is_commissioner | is_mde_staff)
