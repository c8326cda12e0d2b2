"""Every write about the people of districts."""

from portal.districts.services.invitations import (
    accept_invitation,
    hash_of,
    invite,
    renew_invitation,
    revoke_invitation,
)
from portal.districts.services.offices import (
    approve_membership,
    decline_membership,
    end_membership,
    hand_over,
    leave,
    request_membership,
    set_term,
)

__all__ = [
    "accept_invitation",
    "approve_membership",
    "decline_membership",
    "end_membership",
    "hand_over",
    "hash_of",
    "invite",
    "leave",
    "renew_invitation",
    "request_membership",
    "revoke_invitation",
    "set_term",
]
