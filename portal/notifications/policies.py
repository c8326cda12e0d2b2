"""Everybody chooses for themselves how they are told, and reads what they were told."""

from typing import Any

import rules

from portal.accounts.policies import is_oneself, is_signed_in


@rules.predicate
def is_reader(user: Any, told: Any) -> bool:
    """The mail was for this person."""
    return told is not None and told.reader_id == user.pk


rules.add_perm("notifications.read_own", is_signed_in)
rules.add_perm("notifications.read_news", is_reader)
rules.add_perm("notifications.set_paces", is_oneself)
