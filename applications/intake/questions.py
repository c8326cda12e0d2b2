"""The questions of an application: what is asked, in which section, and when an answer is complete. Pure."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

KINDS = ("text", "email", "long", "pathways", "number", "confirm")


@dataclass(frozen=True)
class Question:
    """One question: its key, its words, its kind, and its limits (`words` counts words, `maximum` a number)."""

    key: str
    label: str
    kind: str = "text"
    hint: str = ""
    is_required: bool = True
    words: int = 0
    maximum: int = 0


@dataclass(frozen=True)
class Section:
    """A page of the form."""

    key: str
    title: str
    questions: tuple[Question, ...] = field(default_factory=tuple)


DEFAULT_FORM = (
    Section(
        "district",
        "District",
        (
            Question("contact_name", "Who is the contact for this application?", hint="Name and office."),
            Question("contact_email", "E-mail of the contact", kind="email"),
            Question("contact_phone", "Telephone of the contact", is_required=False),
        ),
    ),
    Section(
        "plcs",
        "PLCs",
        (
            Question(
                "pathways",
                "Which PLCs does the district want to join?",
                kind="pathways",
                hint="Choose one or more. A PLC is a group of districts that works on one topic for 18 months.",
            ),
        ),
    ),
    Section(
        "why",
        "Why and how",
        (
            Question(
                "why",
                "What will your district try, and for whom?",
                kind="long",
                words=300,
                hint="Plain words are best. Reviewers read this first. It also stands in your letter of commitment.",
            ),
            Question(
                "barrier",
                "Which rule or habit stands in the way, if any?",
                kind="long",
                words=150,
                is_required=False,
                hint="You may ask to vary an accreditation standard later, with evidence, through your PLC.",
            ),
        ),
    ),
    Section(
        "people",
        "People",
        (
            Question(
                "capacity",
                "Who will do the work, and with how much time?",
                kind="long",
                words=200,
                hint="For example: which offices, how many days a month. Offices rather than names.",
            ),
            Question("team_size", "How many people come to the quarterly meetings?", kind="number", maximum=50),
        ),
    ),
    Section(
        "sign_off",
        "Sign-off",
        (
            Question(
                "superintendent_agrees",
                "The superintendent supports this application and is ready to sign the letter of commitment",
                kind="confirm",
            ),
            Question("board_agrees", "The local school board knows of this application", kind="confirm"),
        ),
    ),
)


def to_json(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """Sections as they are kept with a round."""
    return [asdict(section) for section in sections]


def from_json(data: list[dict[str, Any]]) -> tuple[Section, ...]:
    """Sections from what a round keeps."""
    return tuple(
        Section(part["key"], part["title"], tuple(Question(**question) for question in part["questions"]))
        for part in data
    )


def default_form() -> list[dict[str, Any]]:
    """The form of a new round."""
    return to_json(DEFAULT_FORM)


def count_words(text: str) -> int:
    """Words as a person counts them: what stands between blanks."""
    return len(text.split())


def is_answered(question: Question, value: Any) -> bool:
    """Whether a question needs nothing more."""
    return bool(value) or not question.is_required


def missing(sections: Iterable[Section], answers: dict[str, Any]) -> list[tuple[Section, Question]]:
    """The questions that are still open, in the order of the form."""
    return [
        (section, question)
        for section in sections
        for question in section.questions
        if not is_answered(question, answers.get(question.key))
    ]


def hash_of_answers(answers: dict[str, Any]) -> str:
    """The SHA-256, in hexadecimal, of answers by question key; empty ones do not count."""
    given = {key: value for key, value in answers.items() if value not in (None, "", [], False)}
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()
