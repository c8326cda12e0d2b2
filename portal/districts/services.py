"""Every write about the people of districts: asking to join, deciding, inviting, terms, leaving, handing over."""

import hashlib
import secrets
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts import notifications
from portal.districts.models import SINGLE_OFFICES, District, Invitation, Membership, Office
from portal.districts.policies import can_confirm, forget_offices
from portal.districts.states import APPROVE, DECLINE, END, WITHDRAW, MembershipState

INVITATION_DAYS = 7
INVITATIONS_PER_HOUR = 20
OPEN_REQUESTS = 5


def _require(actor: Any, permission: str, obj: Any) -> None:
    """A view is not the only door: who may do it is asked here too."""
    if not actor.has_perm(permission, obj):
        raise PermissionDenied


def _lock_person(person: Any) -> Any:
    """The person's row, locked, so that two requests of one person are counted one after the other."""
    return get_user_model().objects.select_for_update().get(pk=person.pk)


@transaction.atomic
def request_membership(district: District, *, office: str, note: str = "", actor: Any) -> Membership:
    """Ask for an office in a district. It confers nothing until somebody else approves."""
    _require(actor, "districts.join", district)
    _lock_person(actor)
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
    _require(actor, "districts.decide_membership", membership)
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
    _require(actor, "districts.decide_membership", membership)
    advance(membership, DECLINE, actor=actor, office=membership.office, reason=reason)
    membership.reason, membership.decided_by = reason, actor
    membership.save(update_fields=["reason", "decided_by"])
    notifications.membership_declined(membership, actor=actor)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, reason: str, actor: Any) -> Membership:
    """End somebody's office. Access is gone on their next request; what they signed stays theirs."""
    _require(actor, "districts.end_membership", membership)
    _end(membership, actor=actor, reason=reason)
    notifications.membership_ended(membership, actor=actor)
    return membership


@transaction.atomic
def leave(membership: Membership, *, actor: Any) -> Membership:
    """Leave one's own office, or take back one's own request."""
    _require(actor, "districts.leave", membership)
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
    _require(actor, "districts.set_term", membership)
    if membership.state != MembershipState.ACTIVE:
        raise NotAllowed("Only an office that is held has a term.")
    before, membership.ends_on = membership.ends_on, ends_on
    membership.save(update_fields=["ends_on"])
    audit.record(membership, "districts.set_term", actor=actor, before=str(before or ""), after=str(ends_on or ""))
    return membership


@transaction.atomic
def hand_over(membership: Membership, *, successor: Any, actor: Any) -> Membership:
    """Give one's own office to a colleague of the same district. The old row stays and names who came after."""
    _require(actor, "districts.hand_over", membership)
    colleagues = Membership.objects.active().filter(district=membership.district).exclude(user=actor)
    if not colleagues.filter(user=successor).exists():
        raise NotAllowed("The successor must be a member of your district. Invite them first.")
    if colleagues.filter(user=successor, office=membership.office).exists():
        raise NotAllowed(f"{successor} holds this office already.")
    _end(membership, actor=actor, reason=f"Handed over to {successor}.")
    taken = _seat(membership.district, membership.office, successor, confirmed_by=actor, ends_on=membership.ends_on)
    audit.record(taken, "districts.hand_over", actor=actor, office=taken.office, before=membership.pk)
    membership.successor = taken
    membership.save(update_fields=["successor"])
    notifications.office_handed_over(taken, before=membership)
    return taken


def _seat(
    district: District, office: str, person: Any, *, confirmed_by: Any, ends_on: date | None = None
) -> Membership:
    """Put a person in an office: their open request is approved if there is one, else a row is made."""
    seat = Membership(district=district, office=office, user=person)
    _end_lapsed(Membership.objects.filter(district=district, office=office, user=person))
    _make_room(seat)
    asked = Membership.objects.filter(district=district, office=office, user=person, state=MembershipState.REQUESTED)
    seat = asked.first() or seat
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


def hash_of(token: str) -> str:
    """What is kept of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(district: District, *, email: str, office: str, actor: Any) -> Invitation:
    """Invite an address to an office: one use, seven days. An older open invitation to the same is taken back."""
    if not can_confirm(actor, district, office):
        raise PermissionDenied
    _lock_person(actor)
    now = timezone.now()
    if (
        Invitation.objects.filter(invited_by=actor, created_at__gt=now - timedelta(hours=1)).count()
        >= INVITATIONS_PER_HOUR
    ):
        raise NotAllowed(f"You sent {INVITATIONS_PER_HOUR} invitations in the last hour. Please wait a little.")
    address, token = email.strip().lower(), secrets.token_urlsafe(32)
    for older in Invitation.objects.open().filter(district=district, office=office, email=address):
        _revoke(older, actor=actor)
    invitation = Invitation.objects.create(
        district=district,
        email=address,
        office=office,
        token_hash=hash_of(token),
        invited_by=actor,
        created_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    audit.record(invitation, "districts.invite", actor=actor, office=office, email=address)
    notifications.person_invited(invitation, token=token)
    return invitation


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, actor: Any) -> Invitation:
    """Take an invitation back; its link then says so."""
    _require(actor, "districts.revoke_invitation", invitation)
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.why_closed:
        raise NotAllowed(locked.why_closed)
    return _revoke(locked, actor=actor)


def _revoke(invitation: Invitation, *, actor: Any) -> Invitation:
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    audit.record(invitation, "districts.revoke_invitation", actor=actor, office=invitation.office)
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, actor: Any) -> Membership:
    """Take up an invitation: once, by the account that owns the address, while who invited may still invite."""
    locked = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("invited_by", "district")
        .get(pk=invitation.pk)
    )
    if locked.why_closed:
        raise NotAllowed(locked.why_closed)
    if not EmailAddress.objects.filter(user=actor, email__iexact=locked.email, verified=True).exists():
        raise NotAllowed("This invitation was sent to another address. Sign in with the account of that address.")
    if locked.invited_by_id == actor.pk:
        raise NotAllowed("You sent this invitation yourself. Somebody else must confirm you.")
    forget_offices(locked.invited_by)
    if not locked.invited_by.is_active or not can_confirm(locked.invited_by, locked.district, locked.office):
        raise NotAllowed("Who invited you may no longer do so. Ask your district for a new invitation.")
    if Membership.objects.active().filter(district=locked.district, user=actor, office=locked.office).exists():
        raise NotAllowed("You hold this office already.")
    membership = _seat(locked.district, locked.office, actor, confirmed_by=locked.invited_by)
    locked.accepted_at = timezone.now()
    locked.save(update_fields=["accepted_at"])
    audit.record(membership, "districts.accept_invitation", actor=actor, office=Office(locked.office).value)
    notifications.invitation_accepted(locked, membership)
    return membership
