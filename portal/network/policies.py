"""Who may end a membership of the network: MDE's staff, and the superintendent who withdraws the letter."""

from typing import Any

import rules

from portal.accounts.policies import is_mde_staff
from portal.districts.models import Office
from portal.districts.policies import holds_office


@rules.predicate
def is_superintendent_of_member(user: Any, membership: Any) -> bool:
    """Superintendent now of the member district, who withdraws its letter."""
    return membership is not None and holds_office(user, membership.district_id, Office.SUPERINTENDENT)


rules.add_perm("network.end_membership", is_mde_staff | is_superintendent_of_member)
