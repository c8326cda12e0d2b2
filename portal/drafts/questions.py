"""Questions and sections: their kinds, the condition under which a section is asked, what is missing, answers in words.

An answer is kept as JSON: text for text, e-mail, date (ISO) and a choice; a list of texts for several choices and PLCs;
a whole number; true; a file as {"file", "name", "size"}; people and tables as rows of cells.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

KINDS: dict[str, str] = {
    "text": "A line of text",
    "long": "A text with a word limit",
    "email": "An e-mail address",
    "number": "A whole number",
    "date": "A date",
    "choice": "One of several choices",
    "choices": "Several of several choices",
    "pathways": "PLCs",
    "people": "People by office",
    "table": "A table",
    "file": "A file",
    "confirm": "A box to tick",
}
YES = "yes"


@dataclass(frozen=True)
class Question:
    """One question: its key, its words, its kind, and its limits.

    `words` counts words. `maximum` is the largest number, the most choices, or the rows of a table. `choices` are what
    can be chosen, or the offices of a list of people; `labels` are their words where what is kept is a short name;
    `columns` are those of a table; `cells` has, for
    each column, what can be chosen there as pairs of what is kept and what is read, or nothing where one writes.
    """

    key: str
    label: str
    kind: str = "text"
    hint: str = ""
    is_required: bool = True
    words: int = 0
    maximum: int = 0
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    cells: tuple[tuple[tuple[str, str], ...], ...] = ()

    @property
    def options(self) -> list[tuple[str, str]]:
        """What can be chosen, as pairs of what is kept and what is read."""
        return list(zip(self.choices, self.labels or self.choices, strict=True))


@dataclass(frozen=True)
class Section:
    """A page of the form; asked always, or only where the answer to `when` is one of `answers`."""

    key: str
    title: str
    questions: tuple[Question, ...] = field(default_factory=tuple)
    when: str = ""
    answers: tuple[str, ...] = ()


def to_json(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """Sections as they are kept with what was handed in."""
    return [asdict(section) for section in sections]


def from_json(data: Iterable[Mapping[str, Any]]) -> tuple[Section, ...]:
    """Sections from what is kept; lists become tuples."""
    return tuple(
        Section(**{**_tupled(part), "questions": tuple(Question(**_tupled(each)) for each in part["questions"])})
        for part in data
    )


def _tupled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def _tuple(value: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(_tuple(each) if isinstance(each, list) else each for each in value)


def asked_in(sections: Iterable[Section]) -> Iterator[Question]:
    """Every question, in the order of the form."""
    for section in sections:
        yield from section.questions


def count_words(text: str) -> int:
    """Words as a person counts them: what stands between blanks."""
    return len(text.split())


def is_empty(value: Any) -> bool:
    """Whether a value is no answer; 0 is one."""
    return value is None or value is False or value in ("", [])


def is_answered(question: Question, value: Any) -> bool:
    """Whether a question needs nothing more; a list of people needs a name for each office."""
    if not question.is_required:
        return True
    if question.kind == "people":
        named = {row[0] for row in value or [] if len(row) > 1 and row[1]}
        return set(question.choices) <= named
    return bool(value) or (question.kind == "number" and value == 0)


def is_shown(section: Section, values: Mapping[str, Any]) -> bool:
    """Whether a section is asked, by the answers that are known."""
    wanted = {answer.strip().casefold() for answer in section.answers}
    return not section.when or bool(wanted & _said(values.get(section.when)))


def _said(value: Any) -> set[str]:
    if value is True:
        return {YES}
    said = value if isinstance(value, list) else [value]
    return {str(each).strip().casefold() for each in said if each not in (None, "", False)}


def shown(sections: Iterable[Section], values: Mapping[str, Any]) -> list[Section]:
    """The sections that are asked. What a section asked that is not shown itself opens nothing further."""
    found: list[Section] = []
    known: dict[str, Any] = {}
    for section in sections:
        if is_shown(section, known):
            found.append(section)
            known |= {question.key: values.get(question.key) for question in section.questions}
    return found


def missing(sections: Iterable[Section], answers: Mapping[str, Any]) -> list[tuple[Section, Question]]:
    """The questions that are still open, in the order of the form; only of sections that are asked."""
    return [
        (section, question)
        for section in shown(sections, answers)
        for question in section.questions
        if not is_answered(question, answers.get(question.key))
    ]


def words_of(question: Question, value: Any, pathways: Mapping[str, str]) -> str:
    """An answer in words, a line for each row or choice; empty where there is none. `pathways`: names by slug."""
    if is_empty(value):
        return ""
    if question.kind in _WORDED:
        return _WORDED[question.kind](question, value, pathways)
    return "\n".join(value) if isinstance(value, list) else str(value)


def _pathways(question: Question, value: Any, pathways: Mapping[str, str]) -> str:
    return "\n".join(pathways.get(slug, slug) for slug in value)


def _choices(question: Question, value: Any, pathways: Mapping[str, str]) -> str:
    names: dict[str, str] = dict(question.options)
    return "\n".join(names.get(each, str(each)) for each in (value if isinstance(value, list) else [value]))


def _people(question: Question, value: Any, pathways: Mapping[str, str]) -> str:
    return "\n".join(f"{row[0]}: {', '.join(cell for cell in row[1:] if cell)}" for row in value)


def _table(question: Question, value: Any, pathways: Mapping[str, str]) -> str:
    def told(row: Sequence[str]) -> str:
        options = question.cells or ((),) * len(question.columns)
        named = zip(question.columns, row, map(dict, options), strict=False)
        return "; ".join(f"{name}: {words.get(cell, cell)}" for name, cell, words in named if cell)

    return "\n".join(told(row) for row in value)


def _date(question: Question, value: Any, pathways: Mapping[str, str]) -> str:
    day = date.fromisoformat(value)
    return f"{day:%B} {day.day}, {day.year}"


_WORDED = {
    "pathways": _pathways,
    "people": _people,
    "table": _table,
    "date": _date,
    "choice": _choices,
    "choices": _choices,
    "confirm": lambda *about: "Yes",
    "file": lambda question, value, pathways: value["name"],
}


def hash_of(data: Any) -> str:
    """The SHA-256, in hexadecimal, of JSON data in one fixed way of writing."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def hash_of_answers(answers: Mapping[str, Any], **beside: Any) -> str:
    """The SHA-256, in hexadecimal, of answers by question key, and of what stands beside them in a draft, if anything.

    Empty answers do not count.
    """
    given = {key: value for key, value in answers.items() if not is_empty(value)}
    return hash_of({"answers": given, **beside} if beside else given)


def problems(sections: Sequence[Section]) -> list[str]:
    """Why a form cannot be used, in sentences for the person who edits it; none where it can."""
    found = [] if any(asked_in(sections)) else ["A form needs at least one question."]
    seen: set[str] = set()
    for section in sections:
        if section.when and section.when not in seen:
            found.append(f"“{section.title}” depends on “{section.when}”, which no earlier section asks.")
        if section.when and not section.answers:
            found.append(f"“{section.title}” depends on “{section.when}”: please name the answers that open it.")
        for question in section.questions:
            if question.key in seen:
                found.append(f"Two questions have the short name “{question.key}”. Please change one of them.")
            seen.add(question.key)
    keys = [section.key for section in sections]
    found += [f"Two sections have the title “{part.title}”." for part in sections if keys.count(part.key) > 1][:1]
    return found
