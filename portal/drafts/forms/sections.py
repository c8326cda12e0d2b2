"""The form of one section, made from its questions: one field for each kind of question."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms

from portal.core.errors import NotAllowed
from portal.core.files import check_upload
from portal.drafts.forms.grid import GridField
from portal.drafts.questions import Question, Section, count_words
from portal.drafts.services import ANSWER_FILES
from portal.network.models import Pathway
from portal.ui.forms import Checkboxes, Radios

LONG_SIGNS = 20_000
LINE_SIGNS = 300
LARGEST = 1_000_000


def _pathway_choices() -> list[tuple[str, str]]:
    return [(pathway.slug, pathway.name) for pathway in Pathway.objects.filter(is_open=True)]


def _counted(question: Question) -> dict[str, Any]:
    return {"data-words": question.words, "data-words-in": f"words-{question.key}"} if question.words else {}


def _text(question: Question) -> forms.Field:
    return forms.CharField(max_length=LINE_SIGNS, widget=forms.TextInput(attrs=_counted(question)))


def _email(question: Question) -> forms.Field:
    return forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))


def _long(question: Question) -> forms.Field:
    return forms.CharField(max_length=LONG_SIGNS, widget=forms.Textarea(attrs={"rows": 7, **_counted(question)}))


def _pathways(question: Question) -> forms.Field:
    return forms.MultipleChoiceField(choices=_pathway_choices, widget=Checkboxes)


def _number(question: Question) -> forms.Field:
    return forms.IntegerField(min_value=0, max_value=question.maximum or LARGEST)


class DayField(forms.DateField):
    """A day, kept as ISO text, for answers are JSON."""

    def clean(self, value: Any) -> Any:
        """The day as YYYY-MM-DD, or empty."""
        day = super().clean(value)
        return day.isoformat() if isinstance(day, date) else ""


def _date(question: Question) -> forms.Field:
    return DayField(widget=forms.DateInput(attrs={"type": "date"}))


def _choice(question: Question) -> forms.Field:
    return forms.ChoiceField(choices=question.options, widget=Radios)


class SomeField(forms.MultipleChoiceField):
    """Several choices, at most so many."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)

    def validate(self, value: list[str]) -> None:
        """No more than are possible."""
        super().validate(value)
        if self.most and len(value) > self.most:
            raise forms.ValidationError(f"{len(value)} are chosen; at most {self.most} are possible.")


def _choices(question: Question) -> forms.Field:
    return SomeField(most=question.maximum, choices=question.options, widget=Checkboxes)


def _people(question: Question) -> forms.Field:
    return GridField(rows=question.choices, columns=("Name", "E-mail"), email="E-mail")


def _table(question: Question) -> forms.Field:
    rows = tuple(f"Row {number}" for number in range(1, question.maximum + 1))
    return GridField(rows=rows, columns=question.columns, keeps_row_names=False, options=question.cells)


class AnswerFileField(forms.FileField):
    """A file of a kind the portal takes. Nothing new leaves the file that is there."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload, checked by its content; what is there already where none was sent."""
        if not data:
            return initial
        upload = super().clean(data, None)
        try:
            check_upload(upload, kinds=ANSWER_FILES)
        except NotAllowed as refused:
            raise forms.ValidationError(str(refused)) from refused
        return upload


def _file(question: Question) -> forms.Field:
    accepted = ",".join(f".{kind.ending}" for kind in ANSWER_FILES)
    return AnswerFileField(widget=forms.FileInput(attrs={"accept": accepted}))


def _confirm(question: Question) -> forms.Field:
    return forms.BooleanField()


FIELDS: dict[str, Callable[[Question], forms.Field]] = {
    "text": _text,
    "long": _long,
    "email": _email,
    "number": _number,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
    "pathways": _pathways,
    "people": _people,
    "table": _table,
    "file": _file,
    "confirm": _confirm,
}


class SectionForm(forms.Form):
    """The questions of one section. A draft may have gaps, so nothing is required until it is submitted.

    `page` names the open page, where its fields save themselves.
    """

    page = ""

    def __init__(self, section: Section, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        for question in section.questions:
            field = FIELDS[question.kind](question)
            field.label, field.help_text, field.required = question.label, question.hint, False
            field.is_optional = not question.is_required  # type: ignore[attr-defined]
            field.foot_template = "drafts/answer_foot.html"  # type: ignore[attr-defined]
            field.question = question  # type: ignore[attr-defined]
            self.fields[question.key] = field

    @property
    def has_files(self) -> bool:
        """Whether the form has to be sent with files."""
        return any(question.kind == "file" for question in self.section.questions)

    def clean(self) -> dict[str, Any]:
        """Word limits; the text is kept in the field, so nothing typed is lost."""
        cleaned: dict[str, Any] = super().clean() or {}
        for question in self.section.questions:
            words = count_words(cleaned[question.key] or "") if question.words and question.key in cleaned else 0
            if words > question.words > 0:
                self.add_error(question.key, f"This has {words} words; at most {question.words} are possible.")
        return cleaned
