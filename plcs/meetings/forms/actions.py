"""Forms of actions."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from plcs.meetings.forms.meetings import unmarked
from plcs.meetings.models import Action, Meeting
from plcs.meetings.states import ActionState
from plcs.workgroups.models import Workgroup
from portal.accounts.models import User
from portal.ui.forms import DayField

MOST_MEETINGS = 20


class ActionForm(forms.Form):
    """What, who, by when."""

    words = forms.CharField(label="What is done?", max_length=300)
    owner = forms.ModelChoiceField(label="By whom?", queryset=User.objects.none(), empty_label=None)
    due_on = DayField(label="By which day?")

    def __init__(self, *args: Any, workgroup: Workgroup, action: Action | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(pk__in=workgroup.places.in_force().values("user"))
        if action is not None:
            people |= User.objects.filter(pk=action.owner_id)
            self.initial = {"words": action.words, "owner": action.owner_id, "due_on": action.due_on}
        owner: Any = self.fields["owner"]
        owner.queryset, owner.label_from_instance = people.order_by("name", "pk"), lambda person: person.name
        self.kept_day = action.due_on if action else None

    def clean_due_on(self) -> date:
        """A day to come; one that was set before may stay."""
        day: date = self.cleaned_data["due_on"]
        if day < timezone.localdate() and day != self.kept_day:
            raise forms.ValidationError("That day has passed. Please choose one to come.")
        return day


class NewActionForm(ActionForm):
    """The same, with the meeting at which it was agreed."""

    meeting = forms.ModelChoiceField(
        label="Agreed at which meeting?", queryset=Meeting.objects.none(), required=False, empty_label="None of these"
    )

    def __init__(self, *args: Any, workgroup: Workgroup, **kwargs: Any) -> None:
        super().__init__(*args, workgroup=workgroup, **kwargs)
        latest = Meeting.objects.filter(workgroup=workgroup, state="held").values("pk")[:MOST_MEETINGS]
        field: Any = self.fields["meeting"]
        field.queryset = Meeting.objects.filter(pk__in=list(latest.values_list("pk", flat=True)))
        field.label_from_instance = lambda each: f"{each.title}, {timezone.localdate(each.starts_at):%b %-d, %Y}"


class OutcomeForm(forms.Form):
    """What came of an action, or why it is dropped."""

    note = forms.CharField(label="What came of it? If you drop it, why?", max_length=300, required=False)


class ActionFilter(forms.Form):
    """Which actions the list shows."""

    state = unmarked(
        forms.ChoiceField(
            label="State", choices=[("", "All"), *ActionState.choices, ("overdue", "Overdue")], required=False
        )
    )
    mine = forms.BooleanField(label="Only mine", required=False)
