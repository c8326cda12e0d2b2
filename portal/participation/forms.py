"""Forms of the ledger: contesting an entry, answering, and the filters of the network's table."""

from collections.abc import Iterable
from typing import Any

from django import forms

from portal.core.dates import school_year_words
from portal.participation.counting import Tally
from portal.ui.forms import Radios

MISSING = "something-is-missing"
STANDINGS = {"short": "Something missing", "met": "All five met", "contested": "With an open contest"}


class ContestForm(forms.Form):
    """Which entry is wrong, or what is missing, and why."""

    entry = forms.ChoiceField(label="What is wrong?", widget=Radios)
    thing = forms.CharField(
        label="If something is missing: what, and on which day?",
        max_length=200,
        required=False,
        help_text="For instance: the webinar of October 10.",
    )
    words = forms.CharField(
        label="What should MDE know?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        help_text="People of your district and of MDE read it. Please name no student.",
        error_messages={"required": "Please say in a sentence what is wrong."},
    )

    def __init__(self, *args: Any, tally: Tally, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entries = [(fact.key, f"{fact.title}, {fact.on:%B} {fact.on.day}: {fact.standing}") for fact in tally.facts]
        choices = [(MISSING, "Something is missing"), *entries]
        self.fields["entry"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What is missing has a name."""
        known = super().clean() or {}
        if known.get("entry") == MISSING and not known.get("thing"):
            self.add_error("thing", "Please say what is missing, and on which day it was.")
        return known

    def meant(self) -> dict[str, str]:
        """What the service takes."""
        said = self.cleaned_data
        is_missing = said["entry"] == MISSING
        return {"key": "" if is_missing else said["entry"], "thing": said["thing"], "words": said["words"]}


class AnswerForm(forms.Form):
    """What MDE answers."""

    answer = forms.CharField(
        label="Your answer",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=1000,
        help_text="People of the district read it. Say what you looked up, and where it was put right if it was wrong.",
        error_messages={"required": "Please write an answer: the district waits for one."},
    )


class NetworkForm(forms.Form):
    """The filters of the network's table."""

    year = forms.ChoiceField(label="School year", required=False)
    q = forms.CharField(label="District", required=False, max_length=60)
    show = forms.ChoiceField(label="Show", required=False, choices=[("", "All districts"), *STANDINGS.items()])

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(school_year_words(year), school_year_words(year)) for year in years]
        self.fields["year"].choices = choices  # type: ignore[attr-defined]
