"""Who reads ledgers, who contests an entry, and who answers."""

from typing import Any

import rules

from portal.accounts.policies import is_facilitator, is_mde_staff
from portal.conflicts.queries import is_tied
from portal.districts.models import LEADING_OFFICES
from portal.districts.policies import holds_office, is_member, offices_of
from portal.network.models import NetworkMembership


def leaid_of(obj: Any) -> str:
    """The district that a ledger, a contest or a district is of."""
    return str(getattr(obj, "district_id", None) or obj.pk)


@rules.predicate
def is_of_its_district(user: Any, obj: Any) -> bool:
    """Holds an office in the district now."""
    return is_member(user, leaid_of(obj))


@rules.predicate
def leads_its_district(user: Any, obj: Any) -> bool:
    """Holds a leading office in the district now."""
    return holds_office(user, leaid_of(obj), *LEADING_OFFICES)


@rules.predicate
def is_free_of_its_district(user: Any, obj: Any) -> bool:
    """Nothing ties the person to the district."""
    return not is_tied(user.pk, leaid_of(obj))


@rules.predicate
def has_ledgers(user: Any) -> bool:
    """Holds an office in a district that is or was a member of the network; asked once for each request."""
    held = offices_of(user)
    if held and not hasattr(user, "_has_ledgers"):
        user._has_ledgers = NetworkMembership.objects.filter(district__in=held).exists()
    return bool(held) and user._has_ledgers


rules.add_perm("participation.list", has_ledgers | is_mde_staff)
rules.add_perm("participation.read", is_of_its_district | is_mde_staff)
rules.add_perm("participation.read_network", is_mde_staff)
rules.add_perm("participation.contest", leads_its_district)
rules.add_perm("participation.take_back", leads_its_district)
rules.add_perm("participation.read_open", is_facilitator)
rules.add_perm("participation.answer", is_facilitator & is_free_of_its_district)
