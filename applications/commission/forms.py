"""Forms of meetings, motions and votes."""

from typing import Any

from django import forms
from django.utils import timezone

from applications.commission.queries import ready
from applications.commission.states import Choice
from applications.waivers.models import Waiver
from applications.waivers.states import Disposition
from portal.ui.forms import DayField, Radios


class SittingForm(forms.Form):
    """When and where the Commission meets."""

    starts_at = forms.DateTimeField(
        label="When?",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="US Central time.",
    )
    place = forms.CharField(label="Where?", max_length=200)

    def clean_starts_at(self) -> Any:
        """A meeting is planned ahead."""
        starts_at = self.cleaned_data["starts_at"]
        if starts_at < timezone.now():
            raise forms.ValidationError("That moment has passed.")
        return starts_at


class ItemForm(forms.Form):
    """A proposal for the agenda."""

    waiver = forms.ModelChoiceField(label="Proposal", queryset=Waiver.objects.none(), empty_label="Please choose")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiver: Any = self.fields["waiver"]
        waiver.queryset = ready()
        waiver.label_from_instance = lambda each: f"{each}, {each.district}"


class ReviewForm(forms.Form):
    """By when the members review what is on the agenda."""

    due_on = DayField(label="Reviews are due on", help_text="Before the meeting.")
    per_subject = forms.IntegerField(
        label="Reviews for each proposal",
        min_value=1,
        max_value=9,
        initial=3,
        help_text="A small request on the fast lane gets one.",
    )


class MotionForm(forms.Form):
    """What a member moves to recommend."""

    disposition = forms.ChoiceField(label="Recommend to", choices=Disposition.choices, widget=Radios)
    conditions = forms.CharField(
        label="Conditions",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Everybody reads them once the meeting is closed.",
    )

    def clean(self) -> dict[str, Any]:
        """A grant with conditions names them."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("disposition") == Disposition.CONDITIONS and not said.get("conditions"):
            self.add_error("conditions", "Please write the conditions.")
        return said


class VoteForm(forms.Form):
    """How a member votes."""

    choice = forms.ChoiceField(choices=Choice.choices)


class CloseForm(forms.Form):
    """The minutes with which a meeting closes."""

    minutes = forms.CharField(
        label="Minutes",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Who was there, and what was said. Everybody reads them. Votes and tallies are added by themselves.",
    )
