"""Forms of questions on the record, of pauses, documents, and districts that propose together."""

from typing import Any

from django import forms

from applications.waivers.models import Provision, Waiver
from portal.districts.models import District


def _words(label: str, longest: int, hint: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": 5}), help_text=hint)


class AskForm(forms.Form):
    """A question for the district."""

    words = _words("What do you ask?", 2000, "Everybody reads it. Your name is not shown.")


class AnswerForm(forms.Form):
    """The district's answer."""

    answer = _words("Your answer", 4000, "Everybody reads it. Without names of students.")


class PauseForm(forms.Form):
    """Why the clock stands still."""

    reason = _words("Why does the clock stand still?", 500, "Everybody reads it.")


class ExhibitForm(forms.Form):
    """A document, and what it supports."""

    file = forms.FileField(label="The file", help_text="PDF, Word, Excel, or a picture; without names of students.")
    title = forms.CharField(label="Its name", max_length=200)
    supports = forms.CharField(label="What does it support?", max_length=300)
    provision = forms.ModelChoiceField(label="For which standard?", queryset=Provision.objects.none(), required=False)

    def __init__(self, *args: Any, waiver: Waiver, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provision: Any = self.fields["provision"]
        provision.queryset = waiver.provisions.select_related("standard__standard")
        provision.empty_label = "For the whole proposal"


class PartnerForm(forms.Form):
    """Another district of the PLC."""

    district = forms.ModelChoiceField(label="District", queryset=District.objects.none(), empty_label="Please choose")

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        district: Any = self.fields["district"]
        district.queryset = districts
