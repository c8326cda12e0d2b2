"""Who may read, sign or decline a letter."""

from typing import Any

import rules

from applications.letters.models import READING_OFFICES, Letter
from portal.accounts.policies import is_mde_staff
from portal.districts.models import Membership, Office


def _holds(user: Any, letter: Letter, *offices: str) -> bool:
    return bool(
        user.is_authenticated
        and Membership.objects.in_office(*offices).filter(user=user, district=letter.district_id).exists()
    )


@rules.predicate
def is_superintendent_of_letter(user: Any, letter: Letter) -> bool:
    """Superintendent now of the district that the letter commits."""
    return _holds(user, letter, Office.SUPERINTENDENT)


@rules.predicate
def has_reading_office(user: Any, letter: Letter) -> bool:
    """Superintendent, board president or innovation lead now of the letter's district."""
    return _holds(user, letter, *READING_OFFICES)


rules.add_perm("letters.read", is_mde_staff | has_reading_office)
rules.add_perm("letters.sign", is_superintendent_of_letter)
rules.add_perm("letters.decline", is_superintendent_of_letter)
rules.add_perm("letters.void", is_mde_staff)
