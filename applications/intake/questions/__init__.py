"""The questions of an application: what is asked, when, and when an answer is complete. Pure."""

from applications.intake.questions.asked import (
    KINDS,
    Question,
    Section,
    asked_in,
    count_words,
    from_json,
    hash_of,
    hash_of_answers,
    is_answered,
    is_shown,
    missing,
    problems,
    shown,
    to_json,
    words_of,
)
from applications.intake.questions.standard import DEFAULT_FORM

__all__ = [
    "DEFAULT_FORM",
    "KINDS",
    "Question",
    "Section",
    "asked_in",
    "count_words",
    "from_json",
    "hash_of",
    "hash_of_answers",
    "is_answered",
    "is_shown",
    "missing",
    "problems",
    "shown",
    "to_json",
    "words_of",
]
