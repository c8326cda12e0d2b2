"""Forms of letters: signing, declining, looking up a code."""

from django import forms

from applications.letters.wording import CONSENT
from portal.core.references import LENGTH, tidy


class SignForm(forms.Form):
    """Consent, the typed name, and the hash of the text that is shown above the form."""

    consent = forms.BooleanField(label=CONSENT, error_messages={"required": "Please tick this to sign electronically."})
    typed_name = forms.CharField(
        label="Your full name",
        help_text="Type it as you would sign it on paper.",
        max_length=150,
        min_length=3,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Please type your full name."},
    )
    shown_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)


class DeclineForm(forms.Form):
    """Why the district does not sign."""

    reason = forms.CharField(
        label="Why does the district not sign?",
        help_text="The department reads this. It helps to say what would have to change.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=3000,
        error_messages={"required": "Please say why in a few words."},
    )


class CodeForm(forms.Form):
    """The code printed on a letter."""

    code = forms.CharField(
        label="Code on the letter", help_text="Twelve letters and digits, with or without blanks.", max_length=40
    )

    def clean_code(self) -> str:
        """The code as it is kept."""
        code = tidy(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise forms.ValidationError("A code has twelve letters and digits. Please check it against the letter.")
        return code
