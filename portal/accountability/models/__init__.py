"""Results, ratings, the A-F model as data, designations, and the imports they came by."""

from portal.accountability.models.imports import ImportRun, ImportRunQuerySet, Kind
from portal.accountability.models.published import (
    AssessmentResult,
    ComponentScore,
    Designation,
    DesignationType,
    Grade,
    Level,
    Rating,
    Subject,
    Test,
)
from portal.accountability.models.rules_of_year import Component, ComponentWeight, CutScore, Scale

__all__ = [
    "AssessmentResult",
    "Component",
    "ComponentScore",
    "ComponentWeight",
    "CutScore",
    "Designation",
    "DesignationType",
    "Grade",
    "ImportRun",
    "ImportRunQuerySet",
    "Kind",
    "Level",
    "Rating",
    "Scale",
    "Subject",
    "Test",
]
