"""Invitations to an office: sent, taken back, accepted once."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from portal.core import audit
from portal.core.errors import NotAllowed
from portal.districts import notifications
from portal.districts.models import INVITATION_LASTS, District, Invitation, Membership, Office
from portal.districts.policies import can_confirm, forget_offices
from portal.districts.providers import welcome
from portal.districts.services.offices import lock_person, require, seat

INVITATION_DAYS = 7
INVITATIONS_PER_HOUR = 20


def hash_of(token: str) -> str:
    """What is kept of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(district: District, *, email: str, office: str, actor: Any) -> Invitation:
    """Invite an address to an office: one use, seven days. An older open invitation to the same is taken back."""
    if not can_confirm(actor, district, office):
        raise PermissionDenied
    lock_person(actor)
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
    require(actor, "districts.revoke_invitation", invitation)
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
def renew_invitation(invitation: Invitation, *, actor: Any = None) -> tuple[Invitation, str]:
    """A new link for who has not come in: seven days more, at most twelve weeks in all. The link and its token.

    Only the newest link opens anything, since only one token is kept. NotAllowed where the invitation is used, taken
    back or too old, or where who sent it may no longer invite.
    """
    locked = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("invited_by", "district")
        .get(pk=invitation.pk)
    )
    if not Invitation.objects.standing().filter(pk=locked.pk).exists():
        raise NotAllowed("This invitation cannot be renewed: it is used, taken back, or older than twelve weeks.")
    if not locked.invited_by.is_active or not can_confirm(locked.invited_by, locked.district, locked.office):
        raise NotAllowed("Who sent this invitation may no longer invite.")
    token = secrets.token_urlsafe(32)
    ends = min(timezone.now() + timedelta(days=INVITATION_DAYS), locked.created_at + INVITATION_LASTS)
    locked.token_hash, locked.expires_at = hash_of(token), ends
    locked.save(update_fields=["token_hash", "expires_at"])
    audit.record(locked, "districts.renew_invitation", actor=actor, office=locked.office)
    return locked, token


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
    membership = seat(locked.district, locked.office, actor, confirmed_by=locked.invited_by)
    locked.accepted_at = timezone.now()
    locked.save(update_fields=["accepted_at"])
    audit.record(membership, "districts.accept_invitation", actor=actor, office=Office(locked.office).value)
    notifications.invitation_accepted(locked, membership)
    welcome(actor, locked.district, locked.email)
    return membership
