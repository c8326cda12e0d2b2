"""What the start page reads across apps."""

from typing import Any

from portal.districts.models import Membership
from portal.network.models import NetworkMembership


def offices_of(user: Any) -> list[dict[str, Any]]:
    """The person's offices, asked for or held, each with its district's membership of the network, in two queries."""
    memberships = list(
        Membership.objects.filter(user=user, state__in=["requested", "active"]).select_related("district")
    )
    current = NetworkMembership.objects.current().filter(district__in=[found.district_id for found in memberships])
    network = {membership.district_id: membership for membership in current}
    return [{"membership": found, "network": network.get(found.district_id)} for found in memberships]
