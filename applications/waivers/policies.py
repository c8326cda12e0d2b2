"""Who proposes, writes, hands in and checks proposals to vary standards."""

from typing import Any

import rules

from applications.waivers.models import CoWriter, Waiver
from applications.waivers.states import AMEND, IN_FORCE, PENDING, RENEW, REVISE, WITHDRAW, Kind, WaiverState
from portal.accounts.models import StateRole
from portal.accounts.policies import holds, is_facilitator
from portal.conflicts.queries import tied_districts
from portal.districts.models import WRITING_OFFICES
from portal.districts.policies import holds_any, holds_office, is_in_a_district, is_member
from portal.drafts.policies import can_edit, can_sign_off, is_co_writer, is_own_share


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
    """Holds no office in a proposing district: nobody judges their own district's."""
    return not any(is_member(user, leaid) for leaid in waiver.leaids())


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


@rules.predicate
def is_pending(user: Any, waiver: Waiver) -> bool:
    """On the docket, and the State Board has not decided."""
    return waiver.state in PENDING


@rules.predicate
def is_paused(user: Any, waiver: Waiver) -> bool:
    """A pause of its clock runs that no question set."""
    return waiver.pauses.filter(ended_at=None, inquiry=None).exists()


@rules.predicate
def is_being_changed(user: Any, waiver: Waiver) -> bool:
    """The district writes a change of it."""
    return waiver.state == WaiverState.REVISING


@rules.predicate
def may_be_changed(user: Any, waiver: Waiver) -> bool:
    """On the docket, on no agenda."""
    return waiver.state in REVISE.sources


@rules.predicate
def may_be_amended(user: Any, waiver: Waiver) -> bool:
    """It holds, and neither was renewed nor is it over."""
    return waiver.state in AMEND.sources


@rules.predicate
def may_be_renewed(user: Any, waiver: Waiver) -> bool:
    """It was granted, and may have lapsed meanwhile."""
    return waiver.state in RENEW.sources


@rules.predicate
def is_a_draft(user: Any, waiver: Waiver) -> bool:
    """Not handed in yet, or sent back: who proposes it can still be changed."""
    return waiver.is_open_to_writers and waiver.kind != Kind.CHANGE


@rules.predicate
def is_free(user: Any, waiver: Waiver) -> bool:
    """Nothing ties the person to a proposing district now."""
    return not tied_districts(user.pk, waiver.leaids())


@rules.predicate
def can_end_share(user: Any, shared: CoWriter) -> bool:
    """May ask colleagues to help with the proposal, and end that."""
    return has_writing_office(user, shared.waiver)


rules.add_perm("waivers.list_own", is_in_a_district | is_facilitator)
rules.add_perm("waivers.begin", holds_any(*WRITING_OFFICES))
rules.add_perm("waivers.write", (has_writing_office | can_edit) & is_open_to_writers)
rules.add_perm("waivers.share", has_writing_office & is_open_to_writers)
rules.add_perm("waivers.help", is_co_writer)
rules.add_perm("waivers.end_co_writer", is_own_share | can_end_share)
rules.add_perm("waivers.sign_off", can_sign_off & is_open_to_writers)
rules.add_perm("waivers.submit", has_writing_office & is_open_to_writers)
rules.add_perm("waivers.withdraw", has_writing_office & is_not_decided)
rules.add_perm("waivers.record_board", is_facilitator & is_outside_district & is_before_the_board)
rules.add_perm("waivers.rescind", is_facilitator & is_outside_district & is_granted)
rules.add_perm("waivers.check", is_facilitator & is_outside_district & is_handed_in)
is_asker = is_facilitator | holds(StateRole.CSA_REVIEWER)
rules.add_perm("waivers.ask", is_asker & is_outside_district & is_pending & is_free)
rules.add_perm("waivers.answer", has_writing_office)
rules.add_perm("waivers.pause", is_facilitator & is_outside_district & is_pending & ~is_paused)
rules.add_perm("waivers.go_on", is_facilitator & is_outside_district & is_pending & is_paused & ~is_being_changed)
rules.add_perm("waivers.revise", has_writing_office & may_be_changed)
rules.add_perm("waivers.amend", has_writing_office & may_be_amended)
rules.add_perm("waivers.renew", has_writing_office & may_be_renewed)
rules.add_perm("waivers.propose_together", has_writing_office & is_a_draft)
rules.add_perm("waivers.hear", is_asker & is_free)
