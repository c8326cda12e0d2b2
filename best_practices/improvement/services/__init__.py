"""Every write to the improvement work of identified schools."""

from best_practices.improvement.services.gathering import ask_again, confirm_artifacts, excuse_artifact, upload_artifact
from best_practices.improvement.services.identifying import exit_school, identify_school
from best_practices.improvement.services.supporting import note_support

__all__ = [
    "ask_again",
    "confirm_artifacts",
    "excuse_artifact",
    "exit_school",
    "identify_school",
    "note_support",
    "upload_artifact",
]
