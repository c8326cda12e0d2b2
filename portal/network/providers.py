"""What the network adds to the directory, the map and a district's page: roles, marks, membership. And where shared
apps hear who is in a PLC: `add_circle`.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from portal.districts.models import District
from portal.districts.providers import Facet, MapMark, Panel
from portal.network.models import NetworkMembership, NetworkRole
from portal.network.queries import latest_membership

NONE = "none"
CHOICES = [*NetworkRole.choices, (NONE, "Not in the network")]


def with_role(districts: QuerySet[District], role: str) -> QuerySet[District]:
    """Districts of a role, or those outside the network."""
    current = NetworkMembership.objects.current()
    if role == NONE:
        return districts.exclude(pk__in=current.values("district"))
    return districts.filter(pk__in=current.filter(role=role).values("district"))


def roles(leaids: Iterable[str]) -> dict[str, str]:
    """What these districts are in the network, in words."""
    current = NetworkMembership.objects.current().filter(district__in=list(leaids))
    return {each.district_id: each.get_role_display() for each in current}


def leaids_of(role: str) -> list[str]:
    """The districts that hold a role now."""
    return list(NetworkMembership.objects.current().filter(role=role).values_list("district", flat=True))


def membership_panel(district: District, user: Any) -> dict[str, Any] | None:
    """A district's membership: role, term, pathways, what it rests on. Public; nothing for a district never in it."""
    membership = latest_membership(district)
    if membership is None:
        return None
    return {
        "membership": membership,
        "is_current": NetworkMembership.objects.current().filter(pk=membership.pk).exists(),
        "begins_later": membership.since > timezone.localdate(),
        "pathways": list(membership.pathways.all()),
        "terms": list(membership.terms.all()),
    }


ROLE_FACET = Facet("role", lambda: "Network role", lambda: CHOICES, with_role, roles, position=20)
EXEMPLARS = MapMark(
    "exemplar",
    "triangle",
    "District of Innovation",
    "Districts of Innovation",
    lambda: leaids_of(NetworkRole.EXEMPLAR),
    position=10,
)
MEMBERS = MapMark(
    "member", "circle", "member district", "member districts", lambda: leaids_of(NetworkRole.MEMBER), position=20
)
MEMBERSHIP = Panel("network", "In the network", "network/panel.html", District, membership_panel, position=10)


class CircleRole(StrEnum):
    """What a person is in the PLC of a pathway; `lead` may do all that `member` may."""

    MEMBER = "member"
    LEAD = "lead"


Circle = Callable[[Any], Mapping[int, CircleRole]]
_circles: list[Circle] = []


def add_circle(circle: Circle) -> None:
    """Called once by an app in `ready()`: from a person to the pathways, by number, of the PLCs it is in now."""
    _circles.append(circle)


def circles_of(user: Any) -> dict[int, CircleRole]:
    """The PLCs a person is in; asked anew each time, so who was removed is out at once."""
    found: dict[int, CircleRole] = {}
    for circle in _circles:
        for pathway, role in circle(user).items():
            found[pathway] = CircleRole.LEAD if CircleRole.LEAD in (role, found.get(pathway)) else CircleRole.MEMBER
    return found
