"""Applications on paper: the filled form and the blank one, as tagged PDF/UA."""

import json
from pathlib import Path
from typing import Any

import typst
from django.utils.formats import date_format
from django.utils.timezone import localtime

from applications.intake.models import Application, Round
from applications.intake.questions import Question, shown, words_of
from applications.letters.sealed import displayable

TEMPLATE = Path(__file__).parent / "application.typ"
LINES = {"long": 12, "table": 8, "people": 6}


def application_pdf(application: Application, names: dict[str, str]) -> bytes:
    """An application with its answers; `names` are those of the PLCs by slug."""
    values = application.values()
    sections = [
        (part.title, [(each.label, "", words_of(each, values.get(each.key), names), 0) for each in part.questions])
        for part in shown(application.sections, values)
    ]
    facts = [
        ("District", application.district.name),
        ("Round", str(application.round)),
        ("Reference", application.reference),
        ("State", application.get_state_display()),
        ("Submitted", _moment(application.submitted_at)),
    ]
    return _typeset(str(application), facts, sections)


def _moment(at: Any) -> str:
    return f"{date_format(localtime(at), 'DATETIME_FORMAT')} Central" if at else "not submitted"


def blank_pdf(call: Round, names: dict[str, str]) -> bytes:
    """The form with room to write."""
    sections = [
        (part.title, [(each.label, _hint(each, names), "", LINES.get(each.kind, 2)) for each in part.questions])
        for part in call.sections
    ]
    return _typeset(f"Questions of {call}", [("Closes", _moment(call.closes_at))], sections)


def _hint(question: Question, names: dict[str, str]) -> str:
    hints = [question.hint] if question.hint else []
    hints += ["Optional."] if not question.is_required else []
    hints += [f"At most {question.words} words."] if question.words else []
    chosen = list(names.values()) if question.kind == "pathways" else list(question.choices)
    hints += [f"{'Offices' if question.kind == 'people' else 'Choices'}: {'; '.join(chosen)}."] if chosen else []
    hints += [f"Columns: {'; '.join(question.columns)}."] if question.columns else []
    return " ".join(hints)


def _typeset(title: str, facts: list[tuple[str, str]], sections: list[tuple[str, list[Any]]]) -> bytes:
    told = [
        (displayable(name), [[displayable(cell) if isinstance(cell, str) else cell for cell in row] for row in rows])
        for name, rows in sections
    ]
    inputs = {
        "title": displayable(title),
        "facts": json.dumps([(name, displayable(value)) for name, value in facts]),
        "sections": json.dumps(told),
    }
    return typst.compile(str(TEMPLATE), sys_inputs=inputs, pdf_standards=["ua-1"])  # type: ignore[no-any-return]
