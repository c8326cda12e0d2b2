"""Forms of matching runs and of mentorships."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from mentorship.matching.fitting import PARTS, Weights
from mentorship.matching.models import Helped, Match
from mentorship.profiles.vocabulary import Format
from portal.measures.models import Measure
from portal.ui.forms import Checkboxes, DayField, Radios

HINTS = {
    "needs": "What the mentor is strong in, of what is needed; the first need counts most.",
    "grades": "The grade bands asked for that the mentor offers.",
    "context": "The same kind of community, about the same size.",
    "drive": "A short drive; four hours or more count nothing.",
    "formats": "The ways to meet asked for that the mentor offers.",
    "wishes": "The first wish counts full, each next one a fifth less.",
    "plc": "Both work in the PLC that is asked about.",
    "new": "The two were not paired before.",
}


class WeightsForm(forms.Form):
    """What each part of the fit counts."""

    def __init__(self, *args: Any, weights: Weights, version: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in fields(Weights):
            self.fields[each.name] = forms.IntegerField(
                label=PARTS[each.name],
                min_value=0,
                max_value=100,
                initial=getattr(weights, each.name),
                help_text=HINTS[each.name],
            )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=version)

    def clean(self) -> dict[str, Any]:
        """At least one part counts."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(said[name] for name in PARTS):
            raise forms.ValidationError("At least one part must count more than 0.")
        return said

    def weights(self) -> Weights:
        """What was chosen."""
        return Weights(**{name: self.cleaned_data[name] for name in asdict(Weights())})


class PairForm(forms.Form):
    """A pair that must be, must not be, or is left to the matching again."""

    verb = forms.ChoiceField(choices=[("pin", "pin"), ("forbid", "forbid"), ("free", "free")])
    mentor = forms.CharField(max_length=7)
    request = forms.CharField(max_length=7)
    version = forms.IntegerField(min_value=0)


class AnswerForm(forms.Form):
    """Yes or no to a proposal."""

    accepts = forms.TypedChoiceField(
        label="Will you work with this district?",
        choices=[("yes", "Yes"), ("no", "No, not this pair")],
        coerce=lambda said: said == "yes",
        widget=Radios,
    )
    reason = forms.CharField(
        label="If no: why?",
        max_length=500,
        required=False,
        help_text="A few words. MDE reads it; the other district does not.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """A no has its reason."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("accepts") is False and not said.get("reason"):
            self.add_error("reason", "Please say why, in a few words. It helps with the next proposal.")
        return said


class AgreementForm(forms.Form):
    """What the two districts want to reach."""

    goals = forms.CharField(
        label="What do you want to reach together?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One to three goals, each with a number and a month. How will you see that it worked?",
    )
    goes_back = forms.CharField(
        label="What does the mentor learn in turn?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    first_meeting_by = DayField(label="First meeting by")
    measures = forms.ModelMultipleChoiceField(
        label="By which measures will you see it?",
        queryset=Measure.objects.none(),
        required=False,
        widget=Checkboxes,
        help_text="Measures of PLCs that both districts are in. The page then shows where each stood and stands.",
    )

    def __init__(self, *args: Any, offered: Sequence[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measures: Any = self.fields["measures"]
        if offered:
            measures.queryset = Measure.objects.filter(pk__in=[each.pk for each in offered])
        else:
            del self.fields["measures"]


class ContactForm(forms.Form):
    """A contact, noted in half a minute."""

    held_on = DayField(label="When?")
    format = forms.ChoiceField(label="How?", choices=Format.choices, widget=Radios)
    minutes = forms.IntegerField(label="How many minutes?", min_value=1, max_value=1440, initial=45)
    words = forms.CharField(label="What was it about?", max_length=500, required=False)
    next_on = DayField(label="Next time", required=False)
    also = forms.ModelMultipleChoiceField(
        label="Who else was there?",
        queryset=Match.objects.none(),
        required=False,
        widget=Checkboxes,
        help_text="It is noted for each of them.",
    )

    def __init__(self, *args: Any, group: QuerySet[Match] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = timezone.localdate()
        also: Any = self.fields["also"]
        if group:
            also.queryset = group
            also.label_from_instance = lambda match: str(match.district)
        else:
            del self.fields["also"]

    def clean(self) -> dict[str, Any]:
        """The next time is after this one."""
        said: dict[str, Any] = super().clean() or {}
        held, following = said.get("held_on"), said.get("next_on")
        if held and following and not held < following <= held + timedelta(days=366):
            self.add_error("next_on", "The next time is after this one, within a year.")
        return said


class EndForm(forms.Form):
    """How a mentorship ends."""

    reason = forms.CharField(
        label="What shall the others know?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For instance: “Goals reached”, “No time this year”. Both districts and MDE read it.",
    )
    wants_another = forms.BooleanField(label="The district waits for another mentor", required=False)


class SurveyForm(forms.Form):
    """How it was, for one of the two districts."""

    helped = forms.TypedChoiceField(
        label="How much did it help your district?", choices=Helped.choices, coerce=int, widget=Radios
    )
    would_again = forms.TypedChoiceField(
        label="Would your district take part again?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda said: said == "yes",
        widget=Radios,
    )
    words = forms.CharField(
        label="What helped, and what should be different?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class LaterWeightsForm(forms.Form):
    """Why later runs begin with these weights."""

    reason = forms.CharField(
        label="Why?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text="All MDE staff read it."
    )
