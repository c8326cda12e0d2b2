"""Every write to matching runs and mentorships."""

from mentorship.matching.services.keeping import agree, end_match, note_contact, strike_contact
from mentorship.matching.services.proposing import answer_match, tell_mentoring
from mentorship.matching.services.releasing import discard_run, release_run
from mentorship.matching.services.solving_runs import change_run, make_run

__all__ = [
    "agree",
    "answer_match",
    "change_run",
    "discard_run",
    "end_match",
    "make_run",
    "note_contact",
    "release_run",
    "strike_contact",
    "tell_mentoring",
]
