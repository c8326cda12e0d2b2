"""Forms of letters: signing, declining, changing, recording paper, finding and verifying."""

from collections.abc import Sequence
from typing import Any

from django import forms

from applications.letters.models import Letter
from applications.letters.services import PaperSignature
from applications.letters.states import LetterState
from applications.letters.wording import CONSENT
from portal.core.references import LENGTH, tidy
from portal.districts.models import Office
from portal.network.models import Pathway
from portal.ui.forms import Checkboxes

LONG = 60_000


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


def _words(label: str, help_text: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=3000,
        error_messages={"required": missing},
    )


class DeclineForm(forms.Form):
    """Why the district does not sign."""

    reason = _words(
        "Why does the district not sign?",
        "The department reads this. It helps to say what would have to change.",
        "Please say why in a few words.",
    )


class ReasonForm(forms.Form):
    """Why a letter is taken back or withdrawn."""

    reason = _words("Why?", "All who signed or sign read these words in a mail.", "Please say why in a few words.")


class AnswerForm(forms.Form):
    """Why a letter is not changed."""

    words = _words("Why does the letter stay as it is?", "The district reads this.", "Please say why in a few words.")


class DayForm(forms.Form):
    """A last day."""

    due_on = forms.DateField(label="Sign by the end of", widget=forms.DateInput(attrs={"type": "date"}))


class TopicsForm(forms.Form):
    """The PLCs of a letter."""

    pathways = forms.ModelMultipleChoiceField(
        label="PLCs",
        queryset=Pathway.objects.all(),
        widget=Checkboxes,
        error_messages={"required": "Please choose at least one PLC."},
    )


class ChangeForm(TopicsForm):
    """What a district wants changed."""

    words = _words("What should change, and why?", "The department reads this.", "Please say what should change.")
    field_order = ["pathways", "words"]


class AmendForm(TopicsForm):
    """The text of a new version. Its list of PLCs follows the choice."""

    text = forms.CharField(
        label="Text",
        help_text="A line that begins “# ” is a heading, “- ” a point. The PLCs above are put in by themselves.",
        widget=forms.Textarea(attrs={"rows": 20}),
        max_length=LONG,
    )
    change_note = _words("Why is there a new version?", "The signers read this.", "Please say why in a few words.")
    due_on = forms.DateField(label="Sign by the end of", widget=forms.DateInput(attrs={"type": "date"}))
    field_order = ["pathways", "text", "change_note", "due_on"]

    def clean(self) -> dict[str, Any]:
        """The PLCs as a list."""
        cleaned: dict[str, Any] = super().clean() or {}
        return {**cleaned, "pathways": list(cleaned["pathways"])} if "pathways" in cleaned else cleaned


class PaperForm(forms.Form):
    """The signatures on a sheet of paper, a name and a day for each office, and its scan."""

    scan = forms.FileField(label="Scan of the signed sheet", help_text="PDF, PNG or JPEG, every page.")

    def __init__(self, *args: Any, offices: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = offices
        for office in offices:
            label = Office(office).label
            self.fields[f"name_{office}"] = forms.CharField(label=f"{label}: name on the sheet", max_length=150)
            self.fields[f"day_{office}"] = forms.DateField(
                label=f"{label}: day on the sheet", widget=forms.DateInput(attrs={"type": "date"})
            )
        self.order_fields([*(name for name in self.fields if name != "scan"), "scan"])

    def signatures(self) -> list[PaperSignature]:
        """The signatures, in the order of the offices."""
        values = self.cleaned_data
        return [PaperSignature(each, values[f"name_{each}"], values[f"day_{each}"]) for each in self.offices]


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


class FileForm(forms.Form):
    """The PDF of a letter, to be compared with the sealed one. It is not kept."""

    letter_file = forms.FileField(
        label="The PDF you hold", error_messages={"required": "Please choose the PDF of a letter."}
    )


class FilterForm(forms.Form):
    """Which letters the grid shows."""

    q = forms.CharField(label="District", required=False, max_length=100)
    state = forms.ChoiceField(label="State", required=False, choices=[("", "All"), *LetterState.choices])
    late = forms.BooleanField(label="Past the last moment", required=False)


class RemindForm(forms.Form):
    """The letters whose signers are reminded."""

    letters = forms.ModelMultipleChoiceField(
        queryset=Letter.objects.none(),
        widget=forms.MultipleHiddenInput,
        error_messages={"required": "Please tick the letters whose signers you want to remind."},
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, letters: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letters"].queryset = letters  # type: ignore[attr-defined]
