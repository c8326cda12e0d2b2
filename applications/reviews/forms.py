"""The form of a review, made from the panel's rubric, and the form that puts a person on a panel."""

from typing import Any

from django import forms

from applications.reviews.models import Panel
from applications.reviews.rubric import Criterion
from applications.reviews.states import Confidence, OthersShown
from portal.accounts.models import User
from portal.core.errors import NotAllowed
from portal.core.files import CSV, check_upload
from portal.ui.forms import Radios


class ReviewForm(forms.Form):
    """For each criterion its level and a comment; nothing is required until the review is done.

    Where the panel has verdicts, what the reviewer recommends and how sure they are.
    """

    def __init__(self, criteria: tuple[Criterion, ...], *args: Any, verdicts: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in criteria:
            choices = [(points, f"{points}: {anchor}") for points, anchor in each.levels]
            self.fields[f"level-{each.key}"] = forms.TypedChoiceField(
                label=f"{each.name} (weight {each.weight})",
                help_text=each.question,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=Radios,
            )
            self.fields[f"comment-{each.key}"] = forms.CharField(
                label=f"Comment on “{each.name}” for the applicant",
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        if verdicts:
            self._ask_for_recommendation(verdicts)
        self.fields["note"] = forms.CharField(
            label="Private note",
            help_text="Only you read it.",
            required=False,
            max_length=5000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def _ask_for_recommendation(self, verdicts: Any) -> None:
        self.fields["recommendation"] = forms.ChoiceField(
            label="What do you recommend?", choices=[tuple(each) for each in verdicts], required=False, widget=Radios
        )
        self.fields["confidence"] = forms.TypedChoiceField(
            label="How sure are you?",
            choices=Confidence.choices,
            coerce=int,
            empty_value=None,
            required=False,
            widget=Radios,
        )


class MemberForm(forms.Form):
    """A person, by the address of their account."""

    person = forms.ModelChoiceField(
        User.objects.filter(is_active=True),
        to_field_name="email",
        label="E-mail of the reviewer’s account",
        widget=forms.EmailInput,
        error_messages={"invalid_choice": "Nobody has an account with this address."},
    )


class AssignForm(forms.Form):
    """A subject and a member of the panel."""

    subject: Any = forms.ModelChoiceField(None, label="What")
    person: Any = forms.ModelChoiceField(None, label="Reviewer")

    def __init__(self, panel: Panel, reader: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].queryset = panel.subjects.present().visible_to(reader)  # type: ignore[attr-defined]
        self.fields["person"].queryset = panel.people.filter(is_active=True)  # type: ignore[attr-defined]


class PostForm(forms.Form):
    """A word in a discussion."""

    text = forms.CharField(
        label="Say something",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Please write something first."},
    )


class AgreeForm(forms.Form):
    """The score on which a panel agreed."""

    score = forms.DecimalField(label="Out of 100", min_value=0, max_value=100, max_digits=4, decimal_places=1)


class PhaseForm(forms.Form):
    """What reviewers see of each other."""

    others_shown = forms.ChoiceField(
        label="Reviewers see each other’s scores", choices=OthersShown.choices, widget=Radios
    )
    names_shown = forms.BooleanField(label="Reviewers see each other’s names", required=False)


class SheetForm(forms.Form):
    """A sheet of assignments, as a file or as text."""

    sheet = forms.FileField(label="CSV file with reference and e-mail", required=False)
    sheet.is_optional = False  # type: ignore[attr-defined]
    text = forms.CharField(required=False, max_length=400_000, widget=forms.HiddenInput)
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """The text of the file, which must be CSV."""
        cleaned: dict[str, Any] = super().clean() or {}
        upload = cleaned.get("sheet")
        if upload:
            try:
                content, _ = check_upload(upload, kinds=[CSV])
                cleaned["text"] = content.decode("utf-8-sig")
            except (NotAllowed, UnicodeDecodeError) as refused:
                words = str(refused) if isinstance(refused, NotAllowed) else "The file is not in UTF-8."
                raise forms.ValidationError(words) from refused
        if not cleaned.get("text"):
            raise forms.ValidationError("Please choose a CSV file with a reference and an e-mail in each row.")
        return cleaned
