"""Forms of initiatives: the aim, words of drivers and ideas, a cycle, what came of it."""

from typing import Any

from django import forms
from django.utils import timezone

from plcs.initiatives.models import Act, Cycle, Driver, Initiative
from plcs.initiatives.states import InitiativeState
from plcs.workgroups.models import Workgroup
from portal.accounts.models import User
from portal.districts.models import District
from portal.measures.models import Measure
from portal.ui.forms import Checkboxes, DayField, Radios


def text(label: str, rows: int = 4, limit: int = 3000, **options: Any) -> forms.CharField:
    """Some lines of text."""
    return forms.CharField(label=label, max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), **options)


class InitiativeForm(forms.Form):
    """What a district wants to be better, by when, and how one will see it."""

    title = forms.CharField(label="A short name", max_length=120)
    aim = text(
        "Aim: what will be better, for whom, by how much?",
        rows=3,
        limit=500,
        help_text="For example: 9 of 10 grade 9 students of one school talk about their plan with an adult each month.",
    )
    due_on = DayField(label="By when?")
    measures = forms.ModelMultipleChoiceField(
        label="Measures of this PLC that show it", queryset=Measure.objects.none(), required=False, widget=Checkboxes
    )

    def __init__(self, *args: Any, workgroup: Workgroup, initiative: Initiative | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_day = initiative.due_on if initiative else None
        chosen = initiative.measures.all() if initiative else Measure.objects.none()
        field: Any = self.fields["measures"]
        field.queryset = (Measure.objects.open().filter(pathway=workgroup.pathway_id) | chosen).distinct()
        if not field.queryset.exists():
            del self.fields["measures"]
        if initiative is not None:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
            self.initial = {name: getattr(initiative, name) for name in ("title", "aim", "due_on", "version")}
            self.initial["measures"] = list(chosen)

    def clean_due_on(self) -> Any:
        """A day to come; one that was set before may stay."""
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate() and day != self.kept_day:
            raise forms.ValidationError("That day has passed. Please choose one to come.")
        return day

    def clean(self) -> dict[str, Any]:
        """Without measures to choose, there are none."""
        data: dict[str, Any] = super().clean() or {}
        data.setdefault("measures", [])
        return data


class OutcomeForm(forms.Form):
    """What came of an initiative."""

    verb = forms.ChoiceField(
        label="Is it finished, or does it stop before?",
        choices=[("finish", "It is finished"), ("stop", "It stops before its aim is reached")],
        widget=Radios,
    )
    outcome = text("What came of it?", help_text="Numbers if there are any; also what did not work. The PLC reads it.")


class WordsForm(forms.Form):
    """The words of a driver or of an idea."""

    words = forms.CharField(label="In a few words", max_length=200)


class DriverForm(forms.Form):
    """A driver, and the primary one on which it acts."""

    words = forms.CharField(
        label="What has to change so that the aim is reached?", max_length=200, help_text="A few words."
    )
    parent = forms.ModelChoiceField(
        label="On which primary driver does it act?",
        queryset=Driver.objects.none(),
        required=False,
        empty_label="It is a primary driver itself",
    )

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parent"]
        field.queryset, field.is_optional = initiative.drivers.filter(parent=None), False


class PlanForm(forms.Form):
    """Plan: a small test of an idea."""

    question = forms.CharField(label="What do we want to learn?", max_length=300)
    prediction = forms.CharField(
        label="What do we expect to see?", max_length=500, help_text="With a number if you can. You compare it later."
    )
    plan = text(
        "Who does what, where, with whom?", help_text="Small: one class, one week. What do you count?", required=False
    )
    owner = forms.ModelChoiceField(label="Who looks after it?", queryset=User.objects.none(), empty_label=None)
    begins_on = DayField(label="The trial begins on")
    ends_on = DayField(label="It ends on")

    def __init__(self, *args: Any, initiative: Initiative, cycle: Cycle | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = initiative.workgroup.places.in_force().filter(district=initiative.district_id)
        people = User.objects.filter(pk__in=there.values("user"))
        if cycle is not None:
            people |= User.objects.filter(pk=cycle.owner_id)
        owner: Any = self.fields["owner"]
        owner.queryset, owner.label_from_instance = people.order_by("name", "pk"), lambda person: person.name

    def clean(self) -> dict[str, Any]:
        """It ends on or after the day on which it begins."""
        data: dict[str, Any] = super().clean() or {}
        begin, end = data.get("begins_on"), data.get("ends_on")
        if begin and end and end < begin:
            self.add_error("ends_on", "It ends before it begins. Please check the two days.")
        return data


class TrialForm(PlanForm):
    """A cycle that is being tried: the plan, and what was seen, learned and is done next."""

    happened = text("Do: what happened?", required=False, help_text="Also what was not as planned.")
    learned = text("Study: what did you learn?", required=False, help_text="Put what you saw beside what you expected.")
    act: Any = forms.ChoiceField(
        label="Act: what do you do next?", choices=[("", "Not decided yet"), *Act.choices], required=False
    )
    next_step = text("The next step", rows=2, limit=1000, required=False)
    field_order = ("happened", "learned", "act", "next_step")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.field_order:  # empty while it is being tried, needed once it is concluded
            self.fields[name].is_optional = False  # type: ignore[attr-defined]


def cycle_form(cycle: Cycle, data: Any = None) -> PlanForm:
    """What can be written of a cycle now, over the version that is shown."""
    kind = TrialForm if cycle.state == "running" else PlanForm
    form = kind(data, initiative=cycle.initiative, cycle=cycle)
    form.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    form.initial = {name: getattr(cycle, name) for name in form.fields}
    return form


class DropForm(forms.Form):
    """Why a cycle is dropped."""

    reason = forms.CharField(label="Why?", max_length=300, help_text="The others read it.")


class InitiativeFilter(forms.Form):
    """Which initiatives the list shows."""

    state = forms.ChoiceField(label="State", choices=[("", "All"), *InitiativeState.choices], required=False)
    district = forms.ModelChoiceField(
        label="District", queryset=District.objects.none(), required=False, empty_label="All"
    )

    def __init__(self, *args: Any, workgroup: Workgroup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["district"]
        field.queryset = District.objects.filter(initiatives__workgroup=workgroup).distinct()
        for each in self.fields.values():
            each.is_optional = False  # type: ignore[attr-defined]
