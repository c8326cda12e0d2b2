"""The form in which a conflict of interest is declared."""

from django import forms

from portal.districts.models import District


class DeclarationForm(forms.Form):
    """A district and why."""

    district = forms.ModelChoiceField(
        District.objects.all(), label="District", error_messages={"required": "Please choose the district."}
    )
    reason = forms.CharField(
        label="Why",
        help_text="You and MDE’s staff read this. A few words are enough, such as “a close relative works there”.",
        max_length=300,
        error_messages={"required": "Please give the reason in a few words."},
    )
