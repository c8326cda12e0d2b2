"""Applications on paper: the filled form and the blank one, as tagged PDF/UA."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from applications.intake.models import Application, Round
from portal.core.paper import typeset
from portal.drafts.questions import Question, shown, words_of

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
    return typeset(str(application), facts, sections)


def _moment(at: Any) -> str:
    return f"{date_format(localtime(at), 'DATETIME_FORMAT')} Central" if at else "not submitted"


def blank_pdf(call: Round, names: dict[str, str]) -> bytes:
    """The form with room to write."""
    sections = [
        (part.title, [(each.label, _hint(each, names), "", LINES.get(each.kind, 2)) for each in part.questions])
        for part in call.sections
    ]
    return typeset(f"Questions of {call}", [("Closes", _moment(call.closes_at))], sections)


def _hint(question: Question, names: dict[str, str]) -> str:
    hints = [question.hint] if question.hint else []
    hints += ["Optional."] if not question.is_required else []
    hints += [f"At most {question.words} words."] if question.words else []
    chosen = list(names.values()) if question.kind == "pathways" else list(question.choices)
    hints += [f"{'Offices' if question.kind == 'people' else 'Choices'}: {'; '.join(chosen)}."] if chosen else []
    hints += [f"Columns: {'; '.join(question.columns)}."] if question.columns else []
    return " ".join(hints)
