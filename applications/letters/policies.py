"""Who may read, sign, countersign, decline, change and manage a letter."""

from typing import Any

import rules

from applications.letters.models import Letter
from portal.accounts.policies import is_facilitator, is_mde_staff, is_signed_in
from portal.districts.models import LEADING_OFFICES, Office
from portal.districts.policies import holds_office, is_member


@rules.predicate
def is_superintendent_of_letter(user: Any, letter: Letter) -> bool:
    """Superintendent now of the district that the letter commits."""
    return holds_office(user, letter.district_id, Office.SUPERINTENDENT)


@rules.predicate
def is_signing_board_president(user: Any, letter: Letter) -> bool:
    """Board president now of the district, where the letter asks for this signature."""
    return letter.board_signs and holds_office(user, letter.district_id, Office.BOARD_PRESIDENT)


@rules.predicate
def has_leading_office(user: Any, letter: Letter) -> bool:
    """Superintendent, board president or innovation lead now of the letter's district."""
    return holds_office(user, letter.district_id, *LEADING_OFFICES)


@rules.predicate
def is_outside_district(user: Any, letter: Letter) -> bool:
    """Holds no office in the district: nobody acts for the department on their own district."""
    return not is_member(user, letter.district_id)


is_signer = is_superintendent_of_letter | is_signing_board_president
rules.add_perm("letters.list", is_signed_in)
rules.add_perm("letters.remind", is_facilitator)
rules.add_perm("letters.read", is_mde_staff | has_leading_office)
rules.add_perm("letters.read_scan", is_mde_staff | has_leading_office)
rules.add_perm("letters.sign", is_signer)
rules.add_perm("letters.decline", is_signer)
rules.add_perm("letters.withdraw", is_superintendent_of_letter)
rules.add_perm("letters.ask_change", has_leading_office)
rules.add_perm("letters.countersign", is_facilitator & is_outside_district)
rules.add_perm("letters.manage", is_facilitator & is_outside_district)
