"""Every write to meetings of the Commission."""

from applications.commission.services.freezing import freeze_packet
from applications.commission.services.planning import (
    add_item,
    cancel_sitting,
    close_sitting,
    open_sitting,
    plan_sitting,
    remove_item,
)
from applications.commission.services.reviewing import open_review
from applications.commission.services.voting import cast_vote, make_motion, second_motion, take_back_motion

__all__ = [
    "add_item",
    "cancel_sitting",
    "cast_vote",
    "close_sitting",
    "freeze_packet",
    "make_motion",
    "open_review",
    "open_sitting",
    "plan_sitting",
    "remove_item",
    "second_motion",
    "take_back_motion",
]
