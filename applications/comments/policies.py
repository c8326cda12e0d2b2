"""Who comments, who reads comments before they are shown, who groups them, who answers."""

from typing import Any

import rules

from applications.comments.models import CommentGroup
from applications.waivers.models import Waiver
from applications.waivers.policies import has_writing_office, is_free, is_outside_district, is_pending
from applications.waivers.states import PENDING, WaiverState
from portal.accounts.policies import is_facilitator

BEFORE_AN_AGENDA = (WaiverState.COMPLETE, WaiverState.REVISING, WaiverState.DEFERRED)


@rules.predicate
def is_docketed(user: Any, waiver: Waiver) -> bool:
    """Everybody reads the proposal."""
    return waiver.docket is not None


@rules.predicate
def takes_comments(user: Any, waiver: Waiver) -> bool:
    """The comment period of its newest text runs."""
    notice = waiver.notices.first()
    return notice is not None and notice.takes_comments


@rules.predicate
def is_of_the_district(user: Any, group: CommentGroup) -> bool:
    """Who writes for the district that leads the proposal."""
    return bool(has_writing_office(user, group.waiver))


@rules.predicate
def may_still_be_answered(user: Any, group: CommentGroup) -> bool:
    """On no agenda yet; a group that came later can still get its first answer."""
    state = group.waiver.state
    return state in BEFORE_AN_AGENDA or (state in PENDING and not group.answer)


can_moderate = is_docketed & is_facilitator & is_outside_district & is_free
can_group = can_moderate & is_pending
can_answer = is_of_the_district & may_still_be_answered
rules.add_perm("comments.write", is_pending & takes_comments)
rules.add_perm("comments.moderate", can_moderate)
rules.add_perm("comments.group", can_group)
rules.add_perm("comments.answer", can_answer)
