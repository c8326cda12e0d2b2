"""Every write to drafts that is the same in each area: answers, co-writers, sign-offs."""

from portal.drafts.services.answers import ANSWER_FILES, Clash, Shown, write_answers
from portal.drafts.services.people import end_co_writer, invite_co_writer, sign_off

__all__ = [
    "ANSWER_FILES",
    "Clash",
    "Shown",
    "end_co_writer",
    "invite_co_writer",
    "sign_off",
    "write_answers",
]
