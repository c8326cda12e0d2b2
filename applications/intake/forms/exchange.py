"""Forms of what goes back and forth, and of the list."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms

from applications.intake.models import Audience
from applications.intake.queries import choices_of_list
from applications.intake.states import ApplicationState
from portal.districts.models import Region
from portal.drafts.questions import Section, asked_in
from portal.ui.forms import Checkboxes, Radios

ORDERS = {"": "Newest first", "old": "Oldest first", "district": "District", "state": "State"}

RURAL = [("", "All"), ("yes", "Rural"), ("no", "Not rural")]


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
            (question.key, question.label) for question in asked_in(sections)
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


class FilterForm(forms.Form):
    """What the list of applications shows, and in which order; the state finds by more."""

    q = forms.CharField(label="District, reference or words", required=False, max_length=100)
    state = forms.ChoiceField(label="State", required=False, choices=[("", "All"), *ApplicationState.choices])
    round = forms.ChoiceField(label="Round", required=False)
    plc = forms.ChoiceField(label="PLC", required=False)
    region = forms.ChoiceField(label="Region", required=False, choices=[("", "All"), *Region.choices])
    rural = forms.ChoiceField(
        label="Rural", required=False, choices=[("", "All"), ("yes", "Rural"), ("no", "Not rural")]
    )
    grade = forms.ChoiceField(label="Grade", required=False, choices=[("", "All"), *((each, each) for each in "ABCDF")])
    sort = forms.ChoiceField(label="Order", required=False, choices=list(ORDERS.items()))

    def __init__(self, *args: Any, is_staff: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = choices_of_list()
        self._choose("round", choices["round"])
        self._choose("plc", choices["plc"])
        if is_staff:
            return
        for name in ("plc", "region", "rural", "grade", "sort"):
            del self.fields[name]

    def _choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", "All"), *choices]  # type: ignore[attr-defined]
