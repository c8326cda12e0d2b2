"""Forms of applications: one for each section, made from the round's questions, and the decision."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django import forms

from applications.intake.models import Audience, Share
from applications.intake.questions import Question, Section, count_words
from applications.intake.states import Outcome
from portal.districts.models import Membership
from portal.network.models import Pathway
from portal.ui.forms import Checkboxes, Radios


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
    """A decision and what it rests on."""

    outcome = forms.ChoiceField(label="Decision", choices=Outcome.choices, widget=Radios)
    reasons = forms.CharField(
        label="Reasons",
        help_text="The district reads these words in its mail and on its page, once decisions are released.",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
        error_messages={"required": "Please give the reasons in a few words."},
    )


class ReviewForm(forms.Form):
    """Until when each application is reviewed, and by how many."""

    per_subject = forms.IntegerField(label="Reviews of each application", min_value=1, max_value=9, initial=3)
    due_on = forms.DateField(label="Due at the end of", widget=forms.DateInput(attrs={"type": "date"}))


class PlaceForm(forms.Form):
    """A place on the waiting list."""

    place = forms.IntegerField(min_value=1, max_value=1000)


class ReleaseForm(forms.Form):
    """The release of all pending decisions, as they were shown."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)
    without_open = forms.BooleanField(
        label="Release these now; the others follow in a release of their own",
        error_messages={"required": "Some applications have no decision. Tick this to release the others now."},
    )

    def __init__(self, *args: Any, undecided: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not undecided:
            del self.fields["without_open"]


class InformationForm(forms.Form):
    """What MDE would like to know, which questions are opened for it, and until when."""

    questions = forms.MultipleChoiceField(
        label="Questions to open again",
        widget=Checkboxes,
        error_messages={"required": "Please tick at least one question."},
    )
    words = forms.CharField(
        label="What would you like to know?",
        help_text="The district reads these words in its mail.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
        error_messages={"required": "Please say what is missing."},
    )
    due_on = forms.DateField(label="Answer by", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, sections: Iterable[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = [  # type: ignore[attr-defined]
            (question.key, question.label) for part in sections for question in part.questions
        ]


class MessageForm(forms.Form):
    """A message in the thread of an application."""

    audience = forms.ChoiceField(label="Who reads it?", choices=Audience.choices, widget=Radios, initial=Audience.ALL)
    text = forms.CharField(
        label="Message",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        error_messages={"required": "Please write a message first."},
    )

    def __init__(self, *args: Any, audiences: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = next(iter(audiences)) if len(audiences) == 1 else None
        if self.only:
            del self.fields["audience"]

    def clean(self) -> dict[str, Any]:
        """Where there is no choice of readers, the only ones there are."""
        cleaned: dict[str, Any] = super().clean() or {}
        return {**cleaned, "audience": self.only} if self.only else cleaned


class CoWriterForm(forms.Form):
    """A colleague of the district and what they may do."""

    person = forms.ChoiceField(label="Colleague", error_messages={"required": "Please choose a colleague."})
    share = forms.ChoiceField(label="They may", choices=Share.choices, widget=Radios, initial=Share.EDIT)

    def __init__(self, *args: Any, colleagues: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(held.user_id): held.user for held in colleagues}
        named = {str(held.user_id): f"{held.user}, {held.get_office_display().lower()}" for held in colleagues}
        self.fields["person"].choices = [("", "Choose"), *named.items()]  # type: ignore[attr-defined]

    def clean_person(self) -> Any:
        """The colleague."""
        return self.people[self.cleaned_data["person"]]


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
