"""Who proposes, writes, hands in and checks proposals to vary standards."""

from typing import Any

import rules

from applications.waivers.models import Waiver
from applications.waivers.states import IN_FORCE, WITHDRAW, WaiverState
from portal.accounts.policies import is_facilitator
from portal.districts.models import WRITING_OFFICES
from portal.districts.policies import holds_any, holds_office, is_member


@rules.predicate
def has_writing_office(user: Any, waiver: Waiver) -> bool:
    """Superintendent or innovation lead now of the proposing district."""
    return holds_office(user, waiver.district_id, *WRITING_OFFICES)


@rules.predicate
def is_open_to_writers(user: Any, waiver: Waiver) -> bool:
    """A draft, or sent back."""
    return waiver.is_open_to_writers


@rules.predicate
def is_handed_in(user: Any, waiver: Waiver) -> bool:
    """Handed in, and not checked yet."""
    return waiver.state == WaiverState.SUBMITTED


@rules.predicate
def is_outside_district(user: Any, waiver: Waiver) -> bool:
    """Holds no office in the proposing district: nobody judges their own district's."""
    return not is_member(user, waiver.district_id)


@rules.predicate
def is_not_decided(user: Any, waiver: Waiver) -> bool:
    """The Commission has not recommended, and it was not withdrawn."""
    return waiver.state in WITHDRAW.sources


@rules.predicate
def is_before_the_board(user: Any, waiver: Waiver) -> bool:
    """The Commission has recommended, and the State Board has not decided."""
    return waiver.state == WaiverState.RECOMMENDED


@rules.predicate
def is_granted(user: Any, waiver: Waiver) -> bool:
    """It was granted, and neither lapsed nor was rescinded."""
    return waiver.state in IN_FORCE


rules.add_perm("waivers.list_own", holds_any(*WRITING_OFFICES) | is_facilitator)
rules.add_perm("waivers.begin", holds_any(*WRITING_OFFICES))
rules.add_perm("waivers.write", has_writing_office & is_open_to_writers)
rules.add_perm("waivers.submit", has_writing_office & is_open_to_writers)
rules.add_perm("waivers.withdraw", has_writing_office & is_not_decided)
rules.add_perm("waivers.record_board", is_facilitator & is_outside_district & is_before_the_board)
rules.add_perm("waivers.rescind", is_facilitator & is_outside_district & is_granted)
rules.add_perm("waivers.check", is_facilitator & is_outside_district & is_handed_in)
