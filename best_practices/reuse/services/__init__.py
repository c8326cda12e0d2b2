"""Every write of reuse: taking up a practice and following it, speaking of it, setting the weights."""

from best_practices.reuse.services.adopting import (
    adopt_practice,
    finish_adoption,
    note_check_in,
    resume_adoption,
    start_adoption,
    stop_adoption,
)
from best_practices.reuse.services.results import tell_results, tell_waivers
from best_practices.reuse.services.speaking import (
    give_feedback,
    hide_feedback,
    show_feedback,
    take_feedback_back,
)
from best_practices.reuse.services.weighing import note_look, set_weights

__all__ = [
    "adopt_practice",
    "finish_adoption",
    "give_feedback",
    "hide_feedback",
    "note_check_in",
    "note_look",
    "resume_adoption",
    "set_weights",
    "show_feedback",
    "start_adoption",
    "stop_adoption",
    "take_feedback_back",
    "tell_results",
    "tell_waivers",
]
