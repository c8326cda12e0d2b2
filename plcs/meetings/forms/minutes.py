"""Forms of minutes: a section's words, wishes to change them, answers, corrections."""

from django import forms

from plcs.meetings.forms.meetings import unmarked
from portal.ui.forms import Radios


class SectionForm(forms.Form):
    """A free section."""

    title = forms.CharField(label="Heading of the section", max_length=150)


class TextForm(forms.Form):
    """The words of a section, and the version over which they are written."""

    text = unmarked(
        forms.CharField(
            label="What was said and decided",
            required=False,
            max_length=20_000,
            widget=forms.Textarea(attrs={"rows": 14}),
        )
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AmendmentForm(forms.Form):
    """What should be different."""

    words = forms.CharField(
        label="What should be different?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The leads answer it. Until then the minutes are not approved.",
        error_messages={"required": "Please say what should be different."},
    )


class AnswerForm(forms.Form):
    """Taken in or not."""

    adopted: forms.TypedChoiceField = forms.TypedChoiceField(
        label="What came of it?",
        choices=[("1", "It is taken in: the section says so now"), ("0", "It is not taken in")],
        coerce=lambda said: said == "1",
        widget=Radios,
    )
    answer = forms.CharField(label="A word to who asked", max_length=500, required=False)


class CorrectionForm(forms.Form):
    """A note that stands beneath approved minutes."""

    words = forms.CharField(
        label="What is corrected?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It stands beneath the minutes with your name and today’s date, and cannot be taken back.",
        error_messages={"required": "Please say what is corrected."},
    )
