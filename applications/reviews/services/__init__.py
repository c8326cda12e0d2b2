"""Every write about reviews."""

from applications.reviews.services.discussing import set_phase, write_post
from applications.reviews.services.panels import (
    add_member,
    add_subject,
    agree_score,
    close_panel,
    open_panel,
    withdraw_subject,
)
from applications.reviews.services.reminding import remind_late
from applications.reviews.services.staffing import (
    assign_automatically,
    assign_reviewer,
    release_assignment,
    release_conflicted,
)
from applications.reviews.services.writing import (
    abstain,
    decline_field,
    finish_review,
    save_note,
    save_recommendation,
    save_score,
)

__all__ = [
    "abstain",
    "add_member",
    "add_subject",
    "agree_score",
    "assign_automatically",
    "assign_reviewer",
    "close_panel",
    "decline_field",
    "finish_review",
    "open_panel",
    "release_assignment",
    "release_conflicted",
    "remind_late",
    "save_note",
    "save_recommendation",
    "save_score",
    "set_phase",
    "withdraw_subject",
    "write_post",
]
