"""Panels, what they review, and the reviews."""

from applications.reviews.models.assignments import Assignment, Score
from applications.reviews.models.panels import Panel, PanelMember, Post, Subject

__all__ = ["Assignment", "Panel", "PanelMember", "Post", "Score", "Subject"]
