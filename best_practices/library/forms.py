"""Forms of the library's people: beginning, asking authors, moderating."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from best_practices.library.checklist import CHECKS, FINDINGS
from best_practices.library.models import Audience, Practice
from best_practices.library.record import FORM
from best_practices.library.states import PracticeState
from portal.districts.models import District
from portal.ui.forms import Checkboxes, Radios

OF_MDE = "mde"


class BeginForm(forms.Form):
    """Whose practice it is; where it began."""

    district = forms.ChoiceField(label="Whose practice is it?")
    source = forms.CharField(
        label="Where did it begin?",
        required=False,
        max_length=300,
        help_text="A meeting, a thread or a file, if there is one.",
    )

    def __init__(self, *args: Any, districts: Iterable[District], is_mde: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {district.pk: district for district in districts}
        own = [(OF_MDE, "Mississippi Department of Education")] if is_mde else []
        choices = [*((leaid, each.name) for leaid, each in self.known.items()), *own]
        self.fields["district"].choices = choices  # type: ignore[attr-defined]
        self.fields["district"].initial = choices[0][0] if choices else None

    def clean_district(self) -> District | None:
        """The district; None for the department."""
        return self.known.get(self.cleaned_data["district"])


class AuthorForm(forms.Form):
    """The address of somebody who should write too."""

    email = forms.EmailField(label="E-mail address", max_length=254, help_text="Of anybody, in any district.")


class JoinForm(forms.Form):
    """For which of one's districts one writes."""

    district = forms.ChoiceField(label="You write for")

    def __init__(self, *args: Any, districts: Iterable[District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {district.pk: district for district in districts}
        self.fields["district"].choices = [(leaid, each.name) for leaid, each in self.known.items()]  # type: ignore[attr-defined]

    def clean_district(self) -> District:
        """The district."""
        return self.known[self.cleaned_data["district"]]


class SubmitForm(forms.Form):
    """Handing in; words that look like personal data are looked at first."""

    privacy_seen = forms.BooleanField(
        label="I looked at each of them: no student can be recognised",
        error_messages={"required": "Please look at each of the words above, then tick this."},
    )

    def __init__(self, *args: Any, has_findings: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_findings:
            del self.fields["privacy_seen"]


class ChecksForm(forms.Form):
    """The checklist, as far as it is done."""

    def __init__(self, *args: Any, found: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for check in CHECKS:
            known = found.get(check.key) or {}
            self.fields[f"found-{check.key}"] = forms.ChoiceField(
                label=check.name,
                help_text=check.question,
                choices=[*FINDINGS.items()],
                widget=Radios,
                required=False,
                initial=known.get("found", ""),
            )
            self.fields[f"note-{check.key}"] = forms.CharField(
                label=f"Note on {check.name.lower()}", required=False, max_length=500, initial=known.get("note", "")
            )

    def checks(self) -> dict[str, dict[str, str]]:
        """What was found, by point."""
        return {
            check.key: {
                "found": self.cleaned_data[f"found-{check.key}"],
                "note": self.cleaned_data[f"note-{check.key}"],
            }
            for check in CHECKS
        }


class ChangesForm(forms.Form):
    """Which sections should change, and how."""

    sections = forms.MultipleChoiceField(
        label="Sections to change",
        choices=[(section.key, section.title) for section in FORM],
        widget=Checkboxes,
        error_messages={"required": "Please tick at least one section."},
    )
    words = forms.CharField(
        label="What should change?",
        help_text="The authors read these words.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
        error_messages={"required": "Please say what should change."},
    )


class ReasonForm(forms.Form):
    """A reason that others read."""

    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=500,
        error_messages={"required": "Please give the reason in a few words."},
    )


class MergeForm(ReasonForm):
    """The practice that this one joins."""

    into = forms.ModelChoiceField(
        label="Address of the other practice",
        queryset=Practice.objects.filter(state__in=(PracticeState.PUBLISHED, PracticeState.DUE)),
        to_field_name="slug",
        widget=forms.TextInput,
        help_text="The last part of it, as in /practices/reading-camp/.",
        error_messages={"invalid_choice": "No published practice has this address."},
    )
    field_order = ["into", "reason"]


class RemarkForm(forms.Form):
    """A remark in the conversation."""

    audience = forms.ChoiceField(label="Who reads it?", choices=Audience.choices, widget=Radios, initial=Audience.ALL)
    text = forms.CharField(
        label="Remark",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        error_messages={"required": "Please write a remark first."},
    )

    def __init__(self, *args: Any, is_moderator: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_moderator:
            del self.fields["audience"]


class WatchForm(forms.Form):
    """A name for a search, and whether one is mailed what is new in it."""

    name = forms.CharField(label="Keep this search as", max_length=80)
    mails = forms.BooleanField(label="Mail me once a day what is new in it", required=False, initial=True)


class AdaptForm(forms.Form):
    """For which district a practice is adapted."""

    district = forms.ModelChoiceField(label="Adapt it for", queryset=District.objects.none(), empty_label=None)

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]
