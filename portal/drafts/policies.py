"""What co-writers and the offices that agree may do with a draft; areas build their permissions of these."""

from typing import Any

import rules

from portal.districts.policies import holds_office, is_member
from portal.drafts.models import Share


def shares_of(user: Any, draft: Any) -> set[str]:
    """What the person may do as a co-writer, as long as they are in the district; asked once for each request."""
    if not is_member(user, draft.district_id):
        return set()
    known = vars(user).setdefault("_shares", {})
    key = (draft._meta.label, draft.pk)
    if key not in known:
        known[key] = set(draft.co_writers.current().filter(person=user).values_list("share", flat=True))
    return known[key]


@rules.predicate
def is_co_writer(user: Any, draft: Any) -> bool:
    """Was asked to help with this draft."""
    return bool(shares_of(user, draft))


@rules.predicate
def can_edit(user: Any, draft: Any) -> bool:
    """A co-writer who may write."""
    return Share.EDIT in shares_of(user, draft)


@rules.predicate
def can_comment(user: Any, draft: Any) -> bool:
    """A co-writer who may write messages."""
    return bool(shares_of(user, draft) & {Share.COMMENT, Share.EDIT})


@rules.predicate
def is_own_share(user: Any, shared: Any) -> bool:
    """The co-writer is the person."""
    return shared.person_id == user.pk


@rules.predicate
def can_sign_off(user: Any, draft: Any) -> bool:
    """Holds an office whose agreement is needed, of the district that it is needed from."""
    return any(holds_office(user, district, office) for district, office in draft.offices_to_agree())
