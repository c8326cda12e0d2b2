"""Forms of applications: one for each section, made from the round's questions, and the decision."""

from collections.abc import Callable
from typing import Any

from django import forms

from applications.intake.questions import Question, Section, count_words
from portal.network.models import Pathway
from portal.ui.forms import Checkboxes


def _pathway_choices() -> list[tuple[str, str]]:
    return [(pathway.slug, pathway.name) for pathway in Pathway.objects.filter(is_open=True)]


def _text(question: Question) -> forms.Field:
    return forms.CharField(max_length=300)


def _email(question: Question) -> forms.Field:
    return forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))


def _long(question: Question) -> forms.Field:
    attrs: dict[str, Any] = {"rows": 7}
    if question.words:
        attrs |= {"data-words": question.words, "data-words-in": f"words-{question.key}"}
    return forms.CharField(max_length=20_000, widget=forms.Textarea(attrs=attrs))


def _pathways(question: Question) -> forms.Field:
    return forms.MultipleChoiceField(choices=_pathway_choices, widget=Checkboxes)


def _number(question: Question) -> forms.Field:
    return forms.IntegerField(min_value=1, max_value=question.maximum or 1_000_000)


def _confirm(question: Question) -> forms.Field:
    return forms.BooleanField()


FIELDS: dict[str, Callable[[Question], forms.Field]] = {
    "text": _text,
    "email": _email,
    "long": _long,
    "pathways": _pathways,
    "number": _number,
    "confirm": _confirm,
}


class SectionForm(forms.Form):
    """The questions of one section. A draft may have gaps, so nothing is required until it is submitted."""

    def __init__(self, section: Section, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        for question in section.questions:
            field = FIELDS[question.kind](question)
            field.label, field.help_text, field.required = question.label, question.hint, False
            field.is_optional = not question.is_required  # type: ignore[attr-defined]
            field.foot_template = "intake/answer_foot.html"  # type: ignore[attr-defined]
            field.question = question  # type: ignore[attr-defined]
            self.fields[question.key] = field

    def clean(self) -> dict[str, Any]:
        """Word limits; the text is kept in the field, so nothing typed is lost."""
        cleaned: dict[str, Any] = super().clean() or {}
        for question in self.section.questions:
            words = count_words(cleaned[question.key]) if question.words and question.key in cleaned else 0
            if words > question.words > 0:
                self.add_error(question.key, f"This has {words} words; at most {question.words} are possible.")
        return cleaned


class DecisionForm(forms.Form):
    """What a decision rests on."""

    reasons = forms.CharField(
        label="Reasons",
        help_text="The district reads these words in its mail and on its page.",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
        error_messages={"required": "Please give the reasons in a few words."},
    )


class FilterForm(forms.Form):
    """What the list of applications shows."""

    q = forms.CharField(label="District", required=False, max_length=100)
    state = forms.ChoiceField(label="State", required=False)
    round = forms.ChoiceField(label="Round", required=False)

    def __init__(self, *args: Any, states: list[tuple[str, str]], rounds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("state", states), ("round", rounds)):
            field = self.fields[name]
            field.choices = [("", "All"), *choices]  # type: ignore[attr-defined]
