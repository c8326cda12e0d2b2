"""Who may read, sign or decline a letter."""

from typing import Any

import rules

from applications.letters.models import Letter
from portal.accounts.policies import is_mde_staff
from portal.districts.models import LEADING_OFFICES, Office
from portal.districts.policies import holds_office


@rules.predicate
def is_superintendent_of_letter(user: Any, letter: Letter) -> bool:
    """Superintendent now of the district that the letter commits."""
    return holds_office(user, letter.district_id, Office.SUPERINTENDENT)


@rules.predicate
def has_leading_office(user: Any, letter: Letter) -> bool:
    """Superintendent, board president or innovation lead now of the letter's district."""
    return holds_office(user, letter.district_id, *LEADING_OFFICES)


rules.add_perm("letters.read", is_mde_staff | has_leading_office)
rules.add_perm("letters.sign", is_superintendent_of_letter)
rules.add_perm("letters.decline", is_superintendent_of_letter)
rules.add_perm("letters.void", is_mde_staff)
