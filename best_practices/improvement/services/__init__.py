"""Every write to the improvement work of identified schools."""

from best_practices.improvement.services.gathering import (
    ask_again,
    confirm_artifacts,
    excuse_artifact,
    take_excuse_back,
    upload_artifact,
)
from best_practices.improvement.services.identifying import exit_school, identify_school
from best_practices.improvement.services.planning import (
    note_progress,
    remove_goal,
    remove_step,
    return_plan,
    submit_plan,
    write_goal,
    write_step,
)
from best_practices.improvement.services.supporting import answer_request, ask_support, note_support

__all__ = [
    "answer_request",
    "ask_again",
    "ask_support",
    "confirm_artifacts",
    "excuse_artifact",
    "exit_school",
    "identify_school",
    "note_progress",
    "note_support",
    "remove_goal",
    "remove_step",
    "return_plan",
    "submit_plan",
    "take_excuse_back",
    "upload_artifact",
    "write_goal",
    "write_step",
]
