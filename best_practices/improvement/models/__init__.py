"""Schools that the state identified, what they give, the support they get, and what they plan."""

from best_practices.improvement.models.plans import Goal, Step
from best_practices.improvement.models.schools import (
    SILENT_DAYS,
    WRITING_OFFICES,
    Artifact,
    ArtifactType,
    Excuse,
    IdentifiedSchool,
    IdentifiedSchoolQuerySet,
    Support,
    SupportKind,
    SupportRequest,
)

__all__ = [
    "SILENT_DAYS",
    "WRITING_OFFICES",
    "Artifact",
    "ArtifactType",
    "Excuse",
    "Goal",
    "IdentifiedSchool",
    "IdentifiedSchoolQuerySet",
    "Step",
    "Support",
    "SupportKind",
    "SupportRequest",
]
