"""Forms of the work with identified schools."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.utils import timezone

from best_practices.improvement.models import ArtifactType, Goal, SupportKind
from best_practices.improvement.models.plans import Weight
from best_practices.improvement.queries import practices_for
from best_practices.library.models import Practice
from best_practices.library.privacy import noticed
from portal.ui.forms import DayField, Radios

GIVEN_DAYS = 30


def _words(label: str, longest: int, hint: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": 4}), help_text=hint)


class IdentifyForm(forms.Form):
    """Until when the school gathers its artifacts."""

    artifacts_due_on = DayField(label="Artifacts are due on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["artifacts_due_on"].initial = timezone.localdate() + timedelta(days=GIVEN_DAYS)


class ArtifactForm(forms.Form):
    """A document, and the folder for it. Titles that look like personal data of students are asked about."""

    file = forms.FileField(
        label="The file", help_text="PDF, Word, Excel, CSV, or a picture; without names of students."
    )
    title = forms.CharField(label="Title", max_length=200, help_text="The same title again makes the next version.")
    folder = forms.ModelChoiceField(label="Folder", queryset=ArtifactType.objects.all(), empty_label="Please choose")
    description = forms.CharField(
        label="Description", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_title(self) -> str:
        """Without what looks like the name or number of a student."""
        title: str = " ".join(self.cleaned_data["title"].split())
        found = noticed(title)
        if found:
            raise forms.ValidationError(f"“{found[0][0]}” looks like personal data: {found[0][1]}")
        return title


class ExcuseForm(forms.Form):
    """Why an artifact is not asked for."""

    reason = _words("Why is it not needed?", 500, "The school reads it.")


class AskAgainForm(forms.Form):
    """What has to be given once more, and until when."""

    artifacts_due_on = DayField(label="By when?")
    words = _words("What has to be given once more?", 1000, "The school reads it word for word.")


class SupportForm(forms.Form):
    """What was done for a school."""

    kind = forms.ChoiceField(label="What was it?", choices=SupportKind.choices, widget=Radios)
    on = DayField(label="On which day?")
    hours = forms.DecimalField(
        label="How many hours?", required=False, min_value=Decimal("0.25"), max_value=24, max_digits=4, decimal_places=2
    )
    words = _words("What was done, and what comes next?", 2000, "The school reads it. Without names of students.")


class AskSupportForm(forms.Form):
    """What a school needs of the state."""

    words = _words("What do you need?", 2000, "The state’s coaches read it. Without names of students.")


class AnswerForm(forms.Form):
    """What a coach answers."""

    answer = _words("Your answer", 2000, "The school reads it.")


class ExitForm(forms.Form):
    """When and by which rule a school is identified no longer."""

    on = DayField(label="Since when is it identified no longer?")
    reason = _words("By which rule, with its numbers?", 1000, "The school reads it, and it stays on record.")


class GoalForm(forms.Form):
    """A need, what is done about it, and what will be reached."""

    need = forms.CharField(label="What is the need?", max_length=300, help_text="With a number, from your data.")
    priority = forms.TypedChoiceField(
        label="How much does it matter?", choices=Weight.choices, coerce=int, widget=Radios
    )
    opportunity = forms.TypedChoiceField(
        label="How much of it can you change soon?", choices=Weight.choices, coerce=int, widget=Radios
    )
    practice = forms.ModelChoiceField(
        label="A practice of the library",
        queryset=Practice.objects.none(),
        required=False,
        empty_label="None of them",
    )
    strategy = _words("What do you do about it?", 1500, "In a few sentences.")
    is_federal = forms.BooleanField(label="Funds of section 1003 pay for it", required=False)
    words = forms.CharField(
        label="What will you have reached, and by when?",
        max_length=500,
        help_text="For instance: “By May 2027 six of ten students read on grade, now four.”",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, *args: Any, goal: Goal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": model_to_dict(goal) if goal else {}, **kwargs})
        practice: Any = self.fields["practice"]
        practice.queryset = practices_for(goal)


class StepForm(forms.Form):
    """One thing that is done."""

    words = forms.CharField(label="What is done?", max_length=300)
    owner = forms.CharField(label="By whom?", max_length=120, help_text="An office, such as “principal”.")
    due_on = DayField(label="Until when?")
    cost = forms.DecimalField(
        label="What does it cost, in dollars?", required=False, min_value=0, max_digits=10, decimal_places=2
    )
    evidence = forms.CharField(label="What will show that it was done?", max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


class ProgressForm(forms.Form):
    """How far a step is."""

    percent = forms.IntegerField(label="How far is it, in percent?", min_value=0, max_value=100)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReturnPlanForm(forms.Form):
    """What is lacking in a plan."""

    words = _words("What is lacking?", 1000, "The school reads it word for word.")
