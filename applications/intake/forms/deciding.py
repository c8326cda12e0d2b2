"""Forms of the facilitators: decisions, their release, the review."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from applications.intake.states import Outcome
from applications.reviews.rubric import Criterion
from portal.ui.forms import Radios


class DecisionForm(forms.Form):
    """A decision and what it rests on."""

    outcome = forms.ChoiceField(label="Decision", choices=Outcome.choices, widget=Radios)
    reasons = forms.CharField(
        label="Reasons",
        help_text="The district reads these words in its mail and on its page, once decisions are released.",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
        error_messages={"required": "Please give the reasons in a few words."},
    )

    def __init__(self, *args: Any, criteria: Sequence[Criterion], comments: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for each in criteria:
            self.fields[f"criterion-{each.key}"] = forms.CharField(
                label=f"On “{each.name}”",
                help_text="The district reads it. What reviewers wrote for it stands here to begin with.",
                required=False,
                max_length=3000,
                initial=comments.get(each.key, ""),
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def decision(self) -> dict[str, Any]:
        """What was decided, its reasons, and words by the names of the criteria."""
        words = {each.name: self.cleaned_data[f"criterion-{each.key}"] for each in self.criteria}
        plain = {name: self.cleaned_data[name] for name in ("outcome", "reasons")}
        return {**plain, "criteria": {name: said for name, said in words.items() if said}}


class ReviewForm(forms.Form):
    """Until when each application is reviewed, and by how many."""

    per_subject = forms.IntegerField(label="Reviews of each application", min_value=1, max_value=9, initial=3)
    due_on = forms.DateField(label="Due at the end of", widget=forms.DateInput(attrs={"type": "date"}))


class PlaceForm(forms.Form):
    """A place on the waiting list."""

    place = forms.IntegerField(min_value=1, max_value=1000)


class ReleaseForm(forms.Form):
    """The release of all pending decisions, as they were shown."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)
    without_open = forms.BooleanField(
        label="Release these now; the others follow in a release of their own",
        error_messages={"required": "Some applications have no decision. Tick this to release the others now."},
    )

    def __init__(self, *args: Any, undecided: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not undecided:
            del self.fields["without_open"]
