"""Offices of districts: asking for one, deciding, terms, leaving, handing over."""

from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts import notifications
from portal.districts.models import SINGLE_OFFICES, District, Membership
from portal.districts.policies import forget_offices
from portal.districts.states import APPROVE, DECLINE, END, WITHDRAW, MembershipState

OPEN_REQUESTS = 5


def require(actor: Any, permission: str, obj: Any) -> None:
    """A view is not the only door: who may do it is asked here too."""
    if not actor.has_perm(permission, obj):
        raise PermissionDenied


def lock_person(person: Any) -> Any:
    """The person's row, locked, so that two requests of one person are counted one after the other."""
    return get_user_model().objects.select_for_update().get(pk=person.pk)


@transaction.atomic
def request_membership(district: District, *, office: str, note: str = "", actor: Any) -> Membership:
    """Ask for an office in a district. It confers nothing until somebody else approves."""
    require(actor, "districts.join", district)
    lock_person(actor)
    own = Membership.objects.filter(user=actor)
    if own.filter(state=MembershipState.REQUESTED).count() >= OPEN_REQUESTS:
        raise NotAllowed(f"You have {OPEN_REQUESTS} requests open. Wait for an answer, or take one back.")
    _refuse_second(district, actor, office)
    membership = Membership.objects.create(district=district, user=actor, office=office, note=note)
    audit.record(membership, "districts.request", actor=actor, office=office)
    notifications.membership_requested(membership)
    return membership


def _refuse_second(district: District, person: Any, office: str) -> None:
    """One open row for each person and office; one that has run out makes room."""
    same = Membership.objects.filter(district=district, user=person, office=office)
    _end_lapsed(same)
    held = same.filter(state__in=[MembershipState.REQUESTED, MembershipState.ACTIVE]).first()
    if held is not None:
        in_office = held.state == MembershipState.ACTIVE
        raise NotAllowed("You hold this office already." if in_office else "You have asked for this office already.")


def _end_lapsed(memberships: Any) -> None:
    """End what has run out, so that the log says so before somebody else takes the office."""
    for lapsed in memberships.lapsed().select_related("user"):
        _end(lapsed, actor=None, reason="The term ran out, or the account was closed.")


def _make_room(membership: Membership) -> None:
    """A signing office has one holder at a time."""
    if membership.office not in SINGLE_OFFICES:
        return
    same = Membership.objects.filter(district=membership.district, office=membership.office)
    _end_lapsed(same)
    holder = same.filter(state=MembershipState.ACTIVE).select_related("user").first()
    if holder is not None:
        words = membership.get_office_display().lower()
        raise NotAllowed(f"{holder.user} is {words} now. That must end, or be handed over, first.")


@transaction.atomic
def approve_membership(membership: Membership, *, ends_on: date | None = None, actor: Any) -> Membership:
    """Confirm a person in an office, from today, for a term if one is given."""
    require(actor, "districts.decide_membership", membership)
    _make_room(membership)
    membership.starts_on, membership.ends_on, membership.decided_by = timezone.localdate(), ends_on, actor
    try:
        with transaction.atomic():
            advance(membership, APPROVE, actor=actor, office=membership.office)
    except IntegrityError as held:
        raise NotAllowed("Somebody else was confirmed in this office a moment ago.") from held
    membership.save(update_fields=["starts_on", "ends_on", "decided_by"])
    forget_offices(membership.user)
    notifications.membership_approved(membership, actor=actor)
    return membership


@transaction.atomic
def decline_membership(membership: Membership, *, reason: str, actor: Any) -> Membership:
    """Refuse a request, with a reason that the person reads."""
    require(actor, "districts.decide_membership", membership)
    advance(membership, DECLINE, actor=actor, office=membership.office, reason=reason)
    membership.reason, membership.decided_by = reason, actor
    membership.save(update_fields=["reason", "decided_by"])
    notifications.membership_declined(membership, actor=actor)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, reason: str, actor: Any) -> Membership:
    """End somebody's office. Access is gone on their next request; what they signed stays theirs."""
    require(actor, "districts.end_membership", membership)
    _end(membership, actor=actor, reason=reason)
    notifications.membership_ended(membership, actor=actor)
    return membership


@transaction.atomic
def leave(membership: Membership, *, actor: Any) -> Membership:
    """Leave one's own office, or take back one's own request."""
    require(actor, "districts.leave", membership)
    if membership.state == MembershipState.REQUESTED:
        advance(membership, WITHDRAW, actor=actor, office=membership.office)
        return membership
    _end(membership, actor=actor, reason="Left.")
    notifications.member_left(membership)
    return membership


def _end(membership: Membership, *, actor: Any, reason: str) -> None:
    advance(membership, END, actor=actor, office=membership.office, reason=reason)
    membership.ended_at, membership.reason = timezone.now(), reason
    membership.save(update_fields=["ended_at", "reason"])
    forget_offices(membership.user)


@transaction.atomic
def set_term(membership: Membership, *, ends_on: date | None, actor: Any) -> Membership:
    """Say until when an office is held; no date means until further notice."""
    require(actor, "districts.set_term", membership)
    if membership.state != MembershipState.ACTIVE:
        raise NotAllowed("Only an office that is held has a term.")
    before, membership.ends_on = membership.ends_on, ends_on
    membership.save(update_fields=["ends_on"])
    audit.record(membership, "districts.set_term", actor=actor, before=str(before or ""), after=str(ends_on or ""))
    return membership


@transaction.atomic
def hand_over(membership: Membership, *, successor: Any, actor: Any) -> Membership:
    """Give one's own office to a colleague of the same district. The old row stays and names who came after."""
    require(actor, "districts.hand_over", membership)
    colleagues = Membership.objects.active().filter(district=membership.district).exclude(user=actor)
    if not colleagues.filter(user=successor).exists():
        raise NotAllowed("The successor must be a member of your district. Invite them first.")
    if colleagues.filter(user=successor, office=membership.office).exists():
        raise NotAllowed(f"{successor} holds this office already.")
    _end(membership, actor=actor, reason=f"Handed over to {successor}.")
    taken = seat(membership.district, membership.office, successor, confirmed_by=actor, ends_on=membership.ends_on)
    audit.record(taken, "districts.hand_over", actor=actor, office=taken.office, before=membership.pk)
    membership.successor = taken
    membership.save(update_fields=["successor"])
    notifications.office_handed_over(taken, before=membership)
    return taken


def seat(district: District, office: str, person: Any, *, confirmed_by: Any, ends_on: date | None = None) -> Membership:
    """Put a person in an office: their open request is approved if there is one, else a row is made."""
    new = Membership(district=district, office=office, user=person)
    _end_lapsed(Membership.objects.filter(district=district, office=office, user=person))
    _make_room(new)
    asked = Membership.objects.filter(district=district, office=office, user=person, state=MembershipState.REQUESTED)
    seat = asked.first() or new
    seat.starts_on, seat.ends_on, seat.decided_by = timezone.localdate(), ends_on, confirmed_by
    try:
        with transaction.atomic():
            if seat.pk:
                advance(seat, APPROVE, actor=confirmed_by, office=office)
            seat.state = MembershipState.ACTIVE
            seat.save()
    except IntegrityError as held:
        raise NotAllowed("This office was given to somebody a moment ago.") from held
    forget_offices(person)
    return seat
