"""Practices, their versions, who writes them, how they are moderated, and the pages readers see."""

from best_practices.library.models.collections import CollectedPractice, PracticeCollection
from best_practices.library.models.links import BrokenLink
from best_practices.library.models.moderation import Audience, ChangeRequest, ModerationTask, Remark, Submission
from best_practices.library.models.pages import LibraryPage, PracticePage, PracticeTag, PublishedFile, Stamp, Watch
from best_practices.library.models.people import Author
from best_practices.library.models.practices import MODERATING, Practice, Version, VersionAnswer, VersionQuerySet

__all__ = [
    "MODERATING",
    "Audience",
    "Author",
    "BrokenLink",
    "ChangeRequest",
    "CollectedPractice",
    "LibraryPage",
    "ModerationTask",
    "Practice",
    "PracticeCollection",
    "PracticePage",
    "PracticeTag",
    "PublishedFile",
    "Remark",
    "Stamp",
    "Submission",
    "Version",
    "VersionAnswer",
    "VersionQuerySet",
    "Watch",
]
