"""Forms in which MDE checks a proposal, and the reason of a withdrawal."""

from django import forms


class SendBackForm(forms.Form):
    """What is lacking."""

    lacking = forms.CharField(
        label="What is lacking?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="The district reads it word for word.",
    )


class DocketForm(forms.Form):
    """It is complete."""

    is_checked = forms.BooleanField(
        label="I read the resolution, and no document names a student",
        help_text="From now on everybody reads the proposal and its documents.",
    )


class ReasonForm(forms.Form):
    """Why it is withdrawn."""

    reason = forms.CharField(
        label="Why?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Where it is on the docket, everybody reads it.",
    )
