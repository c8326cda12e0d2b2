"""Forms of decisions: the question, a position, the outcome, the next look at it."""

from typing import Any

from django import forms
from django.utils import timezone

from plcs.meetings.forms.meetings import moment_field
from plcs.meetings.models import Stance
from plcs.workgroups.models import Workgroup
from portal.ui.forms import DayField, Radios


class DecisionForm(forms.Form):
    """What is to be decided, by when, by how many districts."""

    question = forms.CharField(
        label="What do you propose?", max_length=300, help_text="One sentence to which a district can say yes or no."
    )
    background = forms.CharField(
        label="Why, and what it means", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    closes_at = moment_field("Positions are taken until")
    quorum = forms.IntegerField(label="How many districts must take a position?", min_value=1)

    def __init__(self, *args: Any, workgroup: Workgroup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = workgroup.seated().count()
        self.fields["quorum"].help_text = f"{seats} have a seat. The page says whether it was reached."
        self.fields["quorum"].initial = seats // 2 + 1

    def clean_closes_at(self) -> Any:
        """A time to come."""
        at = self.cleaned_data["closes_at"]
        if at <= timezone.now():
            raise forms.ValidationError("That time has passed. Please choose one to come.")
        return at


class PositionForm(forms.Form):
    """What one says for one's district."""

    stance = forms.ChoiceField(
        label="Your position, for your district",
        choices=Stance.choices,
        widget=Radios,
        error_messages={"required": "Please choose one of the positions."},
    )
    reason = forms.CharField(
        label="Your reason",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed if you disagree. The people of the PLC read it.",
    )

    def clean(self) -> dict[str, Any]:
        """Who disagrees says why."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("stance") == Stance.DISAGREE and not data.get("reason"):
            self.add_error("reason", "Please say why you disagree: the others want to learn from it.")
        return data


class ClosingForm(forms.Form):
    """The outcome, and when the PLC looks at it again."""

    outcome = forms.CharField(
        label="The outcome",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What the PLC does now. Its people get it by mail.",
    )
    review_on = DayField(label="Look at it again on", required=False)


class ReviewForm(forms.Form):
    """When the PLC looks at it next."""

    review_on = DayField(label="Look at it again on", required=False, help_text="Leave it empty if it stays as it is.")
