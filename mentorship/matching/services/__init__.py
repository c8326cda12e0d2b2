"""Every write to matching runs and mentorships."""

from mentorship.matching.services.keeping import agree, end_match, note_contact, strike_contact
from mentorship.matching.services.mailing import take_contact
from mentorship.matching.services.proposing import answer_match, tell_mentoring
from mentorship.matching.services.releasing import discard_run, release_run
from mentorship.matching.services.solving_runs import change_run, make_run
from mentorship.matching.services.surveying import survey_match
from mentorship.matching.services.weighing import set_weights

__all__ = [
    "agree",
    "answer_match",
    "change_run",
    "discard_run",
    "end_match",
    "make_run",
    "note_contact",
    "release_run",
    "set_weights",
    "strike_contact",
    "survey_match",
    "take_contact",
    "tell_mentoring",
]
