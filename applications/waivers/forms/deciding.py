"""Forms in which MDE records what the State Board decided, and rescinds."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from applications.waivers.models import Waiver
from portal.ui.forms import DayField, Radios


class BoardForm(forms.Form):
    """What the State Board decided."""

    approves = forms.TypedChoiceField(
        label="What did the State Board decide?",
        choices=[("yes", "It approved what the Commission recommends"), ("no", "It did not")],
        coerce=lambda said: said == "yes",
        widget=Radios,
    )
    on = DayField(label="On which day?")
    words = forms.CharField(
        label="Its words",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody reads them.",
    )

    def __init__(self, *args: Any, waiver: Waiver, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiver = waiver

    def clean_on(self) -> date:
        """Not before the Commission recommended, and not in the future."""
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("That day has not come yet.")
        if self.waiver.recommended_on and on < self.waiver.recommended_on:
            raise forms.ValidationError("The Board decides after the Commission.")
        return on


class RescindForm(forms.Form):
    """Why it is rescinded."""

    reason = forms.CharField(
        label="Why does it hold no longer?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody reads it.",
    )
