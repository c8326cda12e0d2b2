"""Who belongs to a district, who holds which office in it, and who may confirm, invite and end whom."""

from typing import Any

import rules

from portal.accounts.policies import is_mde_staff, is_signed_in
from portal.districts.models import SIGNING_OFFICES, District, Membership, Office

# Who of the district may confirm, invite and end which office. MDE may for each; a signing office only MDE.
CONFIRMERS: dict[str, tuple[str, ...]] = {
    **{office: (Office.INNOVATION_LEAD, Office.SUPERINTENDENT) for office in Office.values},
    Office.INNOVATION_LEAD.value: (Office.SUPERINTENDENT,),
    **{office.value: () for office in SIGNING_OFFICES},
}


def offices_of(user: Any) -> dict[str, frozenset[str]]:
    """The offices a person holds now, by LEAID of the district; asked once for each request."""
    if not user.is_authenticated:
        return {}
    if not hasattr(user, "_district_offices"):
        held: dict[str, set[str]] = {}
        for leaid, office in Membership.objects.active().filter(user=user).values_list("district_id", "office"):
            held.setdefault(leaid, set()).add(office)
        user._district_offices = {leaid: frozenset(offices) for leaid, offices in held.items()}
    return user._district_offices


def forget_offices(user: Any) -> None:
    """Ask anew which offices this person holds: called where one was given or ended."""
    vars(user).pop("_district_offices", None)


def is_member(user: Any, district: District | str) -> bool:
    """Whether the person holds any office in the district now."""
    return getattr(district, "pk", district) in offices_of(user)


def holds_office(user: Any, district: District | str, *offices: str) -> bool:
    """Whether the person holds one of these offices in the district now."""
    return not offices_of(user).get(getattr(district, "pk", district), frozenset()).isdisjoint(offices)


def can_confirm(user: Any, district: District | str, office: str) -> bool:
    """Whether the person may confirm, invite or end somebody in this office of this district."""
    if not user.is_authenticated:
        return False
    return is_mde_staff(user) or holds_office(user, district, *CONFIRMERS.get(office, ()))


def offices_to_confirm(user: Any, district: District | str) -> list[tuple[str, str]]:
    """The offices of this district to which the person may invite, as choices of a form."""
    return [(office, label) for office, label in Office.choices if can_confirm(user, district, office)]


@rules.predicate
def is_member_of(user: Any, district: Any) -> bool:
    """Holds any office in the district."""
    return district is not None and is_member(user, district)


@rules.predicate
def is_in_a_district(user: Any) -> bool:
    """Holds an office in any district."""
    return bool(offices_of(user))


def holds_any(*offices: str) -> rules.Predicate:
    """A predicate: the person holds one of these offices in any district."""

    @rules.predicate
    def is_held(user: Any) -> bool:
        return any(held.intersection(offices) for held in offices_of(user).values())

    return is_held


@rules.predicate
def can_invite(user: Any, district: Any) -> bool:
    """May invite to at least one office of the district."""
    return district is not None and bool(offices_to_confirm(user, district))


@rules.predicate
def can_confirm_office(user: Any, held: Any) -> bool:
    """May confirm or end this membership, or take back this invitation."""
    return held is not None and can_confirm(user, held.district_id, held.office)


@rules.predicate
def is_own(user: Any, membership: Any) -> bool:
    """The membership is the person's own."""
    return membership is not None and membership.user_id == user.pk


@rules.predicate
def is_of_own_district(user: Any, membership: Any) -> bool:
    """The membership belongs to a district in which the person holds an office."""
    return membership is not None and is_member(user, membership.district_id)


@rules.predicate
def is_held_now(user: Any, membership: Any) -> bool:
    """The office is held today."""
    return membership is not None and membership.is_in_office


@rules.predicate
def was_handed_over_by(user: Any, membership: Any) -> bool:
    """The person handed this office over to who holds it."""
    return membership is not None and membership.predecessors.filter(user=user).exists()


rules.add_perm("districts.see_people", is_member_of | is_mde_staff)
rules.add_perm("districts.see_own_people", is_in_a_district)
rules.add_perm("districts.join", is_signed_in)
rules.add_perm("districts.invite", can_invite)
rules.add_perm("districts.revoke_invitation", can_confirm_office)
rules.add_perm("districts.accept_invitation", is_signed_in)
rules.add_perm("districts.see_membership", is_own | is_of_own_district | is_mde_staff | was_handed_over_by)
rules.add_perm("districts.decide_membership", can_confirm_office & ~is_own)
rules.add_perm("districts.end_membership", can_confirm_office & ~is_own)
rules.add_perm("districts.set_term", can_confirm_office & ~is_own)
rules.add_perm("districts.leave", is_own)
rules.add_perm("districts.hand_over", is_own & is_held_now)
rules.add_perm("districts.see_hand_over", (is_own & is_held_now) | was_handed_over_by | is_mde_staff)
