"""Where people stand in districts: who holds which office, what waits for a decision, where a person belongs."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse

from portal.accounts.policies import is_mde_staff
from portal.accounts.providers import Belonging
from portal.districts.models import SIGNING_OFFICES, District, Invitation, Membership, Office
from portal.districts.policies import CONFIRMERS, can_confirm, is_member, offices_of
from portal.districts.states import MembershipState
from portal.ui.providers import Waiting

ORDER = {office: place for place, office in enumerate(Office.values)}


def office_holders(district: District) -> list[Membership]:
    """Who holds an office in the district today, in the order of the offices."""
    held = Membership.objects.active().filter(district=district).select_related("user", "district")
    return sorted(held, key=lambda each: (ORDER[each.office], str(each.user)))


def requests_to_decide(user: Any, district: District) -> list[Membership]:
    """Open requests of the district that this person may decide, the oldest first."""
    asked = Membership.objects.filter(district=district, state=MembershipState.REQUESTED).exclude(user=user)
    asked = asked.select_related("user", "district").order_by("requested_at")
    return [each for each in asked if can_confirm(user, district, each.office)]


def open_invitations(user: Any, district: District) -> list[Invitation]:
    """Open invitations of the district that this person may take back."""
    sent = Invitation.objects.open().filter(district=district).select_related("invited_by", "district")
    return [each for each in sent.order_by("expires_at") if can_confirm(user, district, each.office)]


def own_memberships(user: Any, district: District) -> list[Membership]:
    """The person's own offices and requests in the district, now."""
    own = Membership.objects.filter(district=district, user=user)
    return list(
        own.filter(state__in=[MembershipState.REQUESTED, MembershipState.ACTIVE]).select_related("district", "user")
    )


def belongings(person: Any) -> Iterable[Belonging]:
    """The offices and requests of a person, for the account pages."""
    memberships = (
        Membership.objects.filter(user=person).select_related("district", "user").order_by("-requested_at")[:50]
    )
    for each in memberships:
        over = each.state == MembershipState.ACTIVE and not each.is_in_office
        yield Belonging(
            words=f"{each.get_office_display()}, {each.district}",
            url=each.get_absolute_url(),
            state="ended" if over else each.state,
            state_words="Term over" if over else each.get_state_display(),
            note=each.reason if each.state in (MembershipState.DECLINED, MembershipState.ENDED) else "",
        )


def waiting(user: Any) -> Iterable[Waiting]:
    """Requests that wait for this person's decision, and the person's own that wait for others."""
    asked = Membership.objects.filter(state=MembershipState.REQUESTED).select_related("district", "user")
    for each in asked.filter(_may_decide(user) | Q(user=user)).order_by("requested_at")[:50]:
        own = each.user_id == user.pk
        words = f"{each.get_office_display()}, {each.district}"
        yield Waiting(
            words=f"Your request: {words}" if own else f"{each.user} asks to join: {words}",
            url=each.get_absolute_url(),
            state=each.state,
            state_words=each.get_state_display(),
            on_others=own,
        )


def _may_decide(user: Any) -> Q:
    """Which requests a person is asked to decide. MDE is asked for signing offices, and may decide all."""
    asked = Q(office__in=SIGNING_OFFICES) if is_mde_staff(user) else Q(pk=None)
    for leaid, held in offices_of(user).items():
        offices = [office for office, confirmers in CONFIRMERS.items() if held.intersection(confirmers)]
        asked |= Q(district=leaid, office__in=offices)
    return asked & ~Q(user=user)


def panel(district: District, user: Any) -> dict[str, Any] | None:
    """The people of a district, for those who may see them; to other signed-in readers the way to join."""
    if not user.is_authenticated:
        return None
    if is_member(user, district) or is_mde_staff(user):
        return {"district": district, "holders": office_holders(district)}
    return {"district": district, "holders": None}


def own_people_url(user: Any) -> str:
    """The page of the people of one's own district: the first by LEAID where there are several."""
    leaids = sorted(offices_of(user))
    return reverse("districts:people", args=[leaids[0]]) if leaids else reverse("districts:directory")
