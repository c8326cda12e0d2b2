"""Every write about the network: a district is admitted, its term ends, it leaves."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import District
from portal.network.models import NetworkMembership, NetworkRole, Pathway, Term
from portal.network.states import LAPSE, LEAVE, RENEW, NetworkMembershipState


@transaction.atomic
def admit(
    district: District,
    *,
    pathways: Iterable[Pathway],
    since: date,
    until: date | None,
    rests_on: str,
    role: str | None = None,
    actor: Any,
) -> NetworkMembership:
    """Make the district a member, or renew its membership, for the term that a letter or published source gives it.

    Twice for the same `rests_on` changes nothing. `role` None keeps the role it has: a District of Innovation that
    signs a letter stays one.
    """
    if until is not None and until < since:
        raise NotAllowed("The term ends before it begins.")
    District.objects.select_for_update().get(pk=district.pk)
    known = Term.objects.filter(membership__district=district, rests_on=rests_on).select_related("membership").first()
    if known is not None:
        return known.membership
    terms = {"since": since, "until": until, "rests_on": rests_on}
    membership = _open_membership(district)
    if membership is None:
        membership = _begin(district, role or NetworkRole.MEMBER, actor=actor, **terms)
    else:
        _renew(membership, role or membership.role, actor=actor, **terms)
    Term.objects.create(membership=membership, **terms)
    _set_pathways(membership, pathways, actor=actor)
    return membership


def _open_membership(district: District) -> NetworkMembership | None:
    """What a new letter renews: the current membership, else the last that lapsed. One that was left is over."""
    found = NetworkMembership.objects.filter(district=district).exclude(state=NetworkMembershipState.LEFT)
    return found.order_by("state", "-since", "-pk").first()


def _begin(district: District, role: str, *, actor: Any, **terms: Any) -> NetworkMembership:
    """A district's first membership, or its first after it left."""
    membership = NetworkMembership.objects.create(district=district, role=role, **terms)
    audit.record(membership, "network.admit", actor=actor, role=role, **_told(terms))
    return membership


def _renew(membership: NetworkMembership, role: str, *, actor: Any, **terms: Any) -> None:
    """The same membership for a new term. It counts from its first day where there was no gap."""
    was_current = membership.state == NetworkMembershipState.ACTIVE
    advance(membership, RENEW, actor=actor, role=role, **_told(terms))
    membership.since = min(membership.since, terms["since"]) if was_current else terms["since"]
    membership.until, membership.rests_on, membership.role = terms["until"], terms["rests_on"], role
    membership.save(update_fields=["since", "until", "rests_on", "role"])


def _set_pathways(membership: NetworkMembership, pathways: Iterable[Pathway], *, actor: Any) -> None:
    """The pathways of the new term in place of the old ones: the district's seats in the PLCs follow from them."""
    before = sorted(membership.pathways.values_list("slug", flat=True))
    membership.pathways.set(pathways)
    after = sorted(membership.pathways.values_list("slug", flat=True))
    if before != after:
        audit.record(membership, "network.choose_pathways", actor=actor, before=before, after=after)


@transaction.atomic
def add_pathway(district: District, pathway: Pathway, *, actor: Any) -> NetworkMembership:
    """A member district takes a seat in one more PLC. NotAllowed where it is no member now."""
    membership = _current(district)
    _set_pathways(membership, [*membership.pathways.all(), pathway], actor=actor)
    return membership


@transaction.atomic
def drop_pathway(district: District, pathway: Pathway, *, actor: Any) -> NetworkMembership:
    """A member district gives up its seat in a PLC."""
    membership = _current(district)
    _set_pathways(membership, membership.pathways.exclude(pk=pathway.pk), actor=actor)
    return membership


def _current(district: District) -> NetworkMembership:
    District.objects.select_for_update().get(pk=district.pk)
    membership = NetworkMembership.objects.current().filter(district=district).first()
    if membership is None:
        raise NotAllowed(f"{district} is not a member of the network now.")
    return membership


def _told(terms: dict[str, Any]) -> dict[str, str]:
    """A term as the audit log keeps it."""
    return {name: str(value or "") for name, value in terms.items()}


@transaction.atomic
def leave(membership: NetworkMembership, *, reason: str, actor: Any) -> NetworkMembership:
    """The district leaves the network before its term is over; MDE records it, with the reason."""
    if not actor.has_perm("network.end_membership", membership):
        raise PermissionDenied
    advance(membership, LEAVE, actor=actor, reason=reason)
    return membership


@transaction.atomic
def lapse(membership: NetworkMembership, *, actor: Any = None) -> NetworkMembership:
    """The term is over and was not renewed. Only a term that is over can lapse."""
    if not NetworkMembership.objects.over().filter(pk=membership.pk).exists():
        raise NotAllowed(f"The term of {membership.district} is not over.")
    advance(membership, LAPSE, actor=actor, until=str(membership.until))
    return membership


def lapse_all() -> int:
    """Record every term that is over, as the portal itself; how many there were."""
    over = list(NetworkMembership.objects.over().select_related("district"))
    for membership in over:
        lapse(membership)
    return len(over)
