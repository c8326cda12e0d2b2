"""What people are told about offices in districts, by mail."""

from typing import Any

from django.contrib.auth import get_user_model

from portal.accounts.models import StateRole
from portal.core import mail
from portal.districts.models import SIGNING_OFFICES, Invitation, Membership
from portal.districts.policies import CONFIRMERS

TOPIC = "people"
SEE = "districts.see_membership"


def facilitators() -> list[Any]:
    """MDE's facilitators."""
    return list(get_user_model()._default_manager.holding(StateRole.FACILITATOR))  # type: ignore[attr-defined]


def confirmers_of(membership: Membership) -> list[Any]:
    """Who is asked to decide: the district's office-holders who may, else MDE."""
    offices = CONFIRMERS.get(membership.office, ())
    holders = Membership.objects.in_office(*offices).filter(district=membership.district).exclude(user=membership.user)
    people = {holder.user_id: holder.user for holder in holders.select_related("user")}
    return list(people.values()) or [person for person in facilitators() if person.pk != membership.user_id]


def membership_requested(membership: Membership) -> None:
    """Somebody asks for an office."""
    mail.post(
        "districts/people/mail/requested.txt",
        to=confirmers_of(membership),
        key=f"membership-{membership.pk}-requested",
        about=membership,
        permission=SEE,
        membership=membership,
    )


def membership_approved(membership: Membership, *, actor: Any) -> None:
    """A request was approved."""
    mail.post(
        "districts/people/mail/approved.txt",
        to=[membership.user],
        key=f"membership-{membership.pk}-approved",
        about=membership,
        permission=SEE,
        membership=membership,
        actor=actor,
    )


def membership_declined(membership: Membership, *, actor: Any) -> None:
    """A request was declined."""
    mail.post(
        "districts/people/mail/declined.txt",
        to=[membership.user],
        key=f"membership-{membership.pk}-declined",
        about=membership,
        permission=SEE,
        membership=membership,
        actor=actor,
    )


def membership_ended(membership: Membership, *, actor: Any) -> None:
    """Somebody's office was ended by another."""
    mail.post(
        "districts/people/mail/ended.txt",
        to=[membership.user],
        key=f"membership-{membership.pk}-ended",
        about=membership,
        permission=SEE,
        membership=membership,
        actor=actor,
    )


def member_left(membership: Membership) -> None:
    """Somebody left an office by themselves."""
    mail.post(
        "districts/people/mail/left.txt",
        topic=TOPIC,
        to=confirmers_of(membership),
        key=f"membership-{membership.pk}-left",
        about=membership,
        permission=SEE,
        membership=membership,
    )


def office_handed_over(taken: Membership, *, before: Membership) -> None:
    """An office went to a successor: the successor and the one before hear of it, and MDE where letters are signed."""
    others = facilitators() if taken.office in SIGNING_OFFICES else []
    for people, topic in (([taken.user, before.user], ""), (others, TOPIC)):
        mail.post(
            "districts/people/mail/handed_over.txt",
            to=people,
            key=f"membership-{taken.pk}-handed-over",
            topic=topic,
            about=taken,
            permission=SEE,
            membership=taken,
            before=before,
        )


def person_invited(invitation: Invitation, *, token: str) -> None:
    """An address was invited."""
    mail.post(
        "districts/people/mail/invited.txt",
        to=[invitation.email],
        key=f"invitation-{invitation.pk}",
        is_secret=True,
        invitation=invitation,
        token=token,
    )


def invitation_accepted(invitation: Invitation, membership: Membership) -> None:
    """An invitation was taken up."""
    mail.post(
        "districts/people/mail/accepted.txt",
        topic=TOPIC,
        to=[invitation.invited_by],
        key=f"invitation-{invitation.pk}-accepted",
        about=membership,
        permission=SEE,
        membership=membership,
    )
