"""Meetings as they are read: who may vote, what each may know, the agenda."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from applications.commission.models import Item, Motion, Sitting, members
from applications.commission.policies import is_commissioner, is_on
from applications.commission.tally import Tally, count
from applications.waivers.models import Provision, Waiver
from portal.conflicts.queries import tied_districts, ties_between


def sittings() -> QuerySet[Sitting]:
    """All meetings, the newest first, each with how many proposals stand on its agenda."""
    counted = Count("items", filter=Q(items__removed_at=None))
    return Sitting.objects.annotate(proposals=counted).order_by("-starts_at", "-pk")


def eligible_for(items: Collection[Item]) -> dict[int, set[int]]:
    """The members who may vote on each proposal, by item: those that nothing ties to a proposing district now."""
    if not items:
        return {}
    together = {item.pk: item.waiver.leaids() for item in items}
    people = set(members().values_list("pk", flat=True))
    tied = ties_between(people, set().union(*together.values()))
    return {
        item: {person for person in people if not any((person, leaid) in tied for leaid in leaids)}
        for item, leaids in together.items()
    }


def items_of(sitting: Sitting) -> list[Item]:
    """The agenda, in order, with proposals, provisions, motions and votes; the same queries for any number."""
    found = sitting.items.filter(removed_at=None).select_related("sitting", "waiver__district", "waiver__pathway")
    provisions = "waiver__provisions__standard__standard"
    votes = ("motions__moved_by", "motions__seconded_by", "motions__votes__member")
    return list(found.prefetch_related(provisions, "waiver__partners__district", *votes))


@dataclass(frozen=True)
class Line:
    """A provision on the agenda, with the motion that stands for it, as a reader may know it."""

    provision: Provision
    motion: Motion | None
    votes: list[Any]
    own: str
    tally: Tally | None
    may: dict[str, bool]


@dataclass(frozen=True)
class Entry:
    """A proposal on the agenda, as a reader may know it."""

    item: Item
    lines: list[Line]
    is_recused: bool
    may_move: bool


def agenda(sitting: Sitting, user: Any) -> list[Entry]:
    """What a reader may know. Motions and votes are public once the meeting is closed; before, they are the members'
    and the department's, and nobody's whom anything ties to the district.
    """
    items = items_of(sitting)
    leaids: set[str] = set().union(*(item.waiver.leaids() for item in items))
    tied = tied_districts(user.pk, leaids) if user.is_authenticated and leaids else set()
    eligible = eligible_for(items)
    watches = user.has_perm("commission.watch")
    return [_entry(item, user, watches, bool(item.waiver.leaids() & tied), eligible[item.pk]) for item in items]


def _entry(item: Item, user: Any, watches: bool, is_recused: bool, eligible: set[int]) -> Entry:
    sees = item.sitting.is_closed or (watches and not is_recused)
    standing = {motion.provision_id: motion for motion in item.motions.all() if motion.taken_back_at is None}
    may_move = bool(is_commissioner(user) and is_on(user, item) and not is_recused)
    lines = [
        _line(provision, standing.get(provision.pk) if sees else None, user, may_move, eligible)
        for provision in item.waiver.provisions.all()
    ]
    return Entry(item, lines, is_recused, may_move)


def _line(provision: Provision, motion: Motion | None, user: Any, may_move: bool, eligible: set[int]) -> Line:
    if motion is None:
        return Line(provision, None, [], "", None, {})
    votes = list(motion.votes.all())
    own = next((vote.choice for vote in votes if vote.member_id == user.pk), "")
    tally = Tally(**motion.tally) if motion.tally else count({vote.member_id: vote.choice for vote in votes}, eligible)
    is_mover, is_seconded = motion.moved_by_id == user.pk, motion.seconded_by_id is not None
    may = {"second": may_move and not is_mover and not is_seconded, "vote": may_move and is_seconded}
    may["take_back"] = may_move and is_mover and not is_seconded
    return Line(provision, motion, votes, own, tally, may)


def ready() -> QuerySet[Waiver]:
    """What may come on an agenda: complete, or deferred by an earlier meeting."""
    found = Waiver.objects.filter(state__in=["complete", "deferred"]).select_related("district")
    return found.order_by("docketed_at", "pk")
