"""Who reads and writes the offer, the request and the blocks of a district."""

from typing import Any

import rules

from mentorship.profiles.models import Block, Offer, Request
from portal.accounts.policies import is_mde_staff
from portal.districts.models import LEADING_OFFICES, District
from portal.districts.policies import holds_office, is_in_a_district, is_member


def district_of(thing: Any) -> str:
    """The LEAID of the district whose offer, request or block it is; a district is its own."""
    return str(thing.pk if isinstance(thing, District) else thing.district_id)


@rules.predicate
def leads_it(user: Any, thing: District | Offer | Request | Block) -> bool:
    """Leads the district."""
    return holds_office(user, district_of(thing), *LEADING_OFFICES)


@rules.predicate
def is_of_it(user: Any, thing: District | Offer | Request | Block) -> bool:
    """Holds an office in the district."""
    return is_member(user, district_of(thing))


rules.add_perm("profiles.see_offers", is_in_a_district | is_mde_staff)
rules.add_perm("profiles.read_offer", is_in_a_district | is_mde_staff)
rules.add_perm("profiles.write", leads_it)
rules.add_perm("profiles.read_request", is_of_it | is_mde_staff)
rules.add_perm("profiles.see_pool", is_mde_staff)
