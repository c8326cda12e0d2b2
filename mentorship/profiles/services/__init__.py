"""Every write to offers, requests and blocks."""

from mentorship.profiles.services.blocking import declare_block, end_block
from mentorship.profiles.services.offering import pause_offer, resume_offer, write_offer
from mentorship.profiles.services.requesting import finish_request, open_again, take_up, withdraw_request, write_request

__all__ = [
    "declare_block",
    "end_block",
    "finish_request",
    "open_again",
    "pause_offer",
    "resume_offer",
    "take_up",
    "withdraw_request",
    "write_offer",
    "write_request",
]
