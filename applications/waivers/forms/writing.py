"""Forms in which a district writes its proposal."""

from datetime import date
from typing import Any

from django import forms

from applications.waivers.models import Provision
from portal.accountability.models import Component
from portal.districts.models import District
from portal.measures.models import Measure
from portal.network.models import Pathway
from portal.standards.forms import StandardField
from portal.ui.forms import DayField

LONGEST_YEARS = 3


class BeginForm(forms.Form):
    """For which district, within which of its PLCs."""

    place = forms.ChoiceField(label="District and PLC")

    def __init__(self, *args: Any, places: list[tuple[District, Pathway]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {f"{district.pk}-{pathway.pk}": (district, pathway) for district, pathway in places}
        choices = [(key, f"{district}, {pathway}") for key, (district, pathway) in self.places.items()]
        place: Any = self.fields["place"]
        place.choices = choices if len(choices) == 1 else [("", "Please choose"), *choices]

    def clean_place(self) -> tuple[District, Pathway]:
        """The district and the PLC."""
        return self.places[self.cleaned_data["place"]]


def _long(label: str, hint: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=1500, widget=forms.Textarea(attrs={"rows": 4}), help_text=hint)


class ProvisionForm(forms.Form):
    """One standard that is to be varied."""

    standard = StandardField(label="Which standard?")
    goal = _long("What do you want to reach?", "For students, with a number.")
    obstacle = _long("Why is the standard in the way?", "What it makes impossible, with an example.")
    alternative = _long("What would you do in its place?", "And how that keeps what the standard is for.")
    safeguards = _long("How are students kept from harm?", "What you watch, and who may stop it.")
    affected = _long("Whom does it touch?", "Which schools, which grades, which groups of students.")
    begins_on = DayField(label="From")
    ends_on = DayField(label="Until", help_text="The last day; at most three school years.")
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, *args: Any, provision: Provision | None = None, **kwargs: Any) -> None:
        names = (
            "standard",
            "goal",
            "obstacle",
            "alternative",
            "safeguards",
            "affected",
            "begins_on",
            "ends_on",
            "version",
        )
        known = {name: getattr(provision, name) for name in names} if provision else {}
        super().__init__(*args, **{"initial": known, **kwargs})

    def clean(self) -> dict[str, Any]:
        """The term has a beginning, an end after it, and three years at most."""
        said: dict[str, Any] = super().clean() or {}
        begins, ends = said.get("begins_on"), said.get("ends_on")
        if begins and ends and not begins < ends <= _years_later(begins):
            self.add_error("ends_on", f"The last day is after the first one, within {LONGEST_YEARS} years.")
        return said


def _years_later(day: date) -> date:
    try:
        return day.replace(year=day.year + LONGEST_YEARS)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + LONGEST_YEARS, day=28)


class HypothesisForm(forms.Form):
    """What should move if it works."""

    words = forms.CharField(
        label="What should be different?", max_length=300, help_text="For instance: “More students finish the program”."
    )
    measure = forms.ModelChoiceField(
        label="Measure of the PLC",
        queryset=Measure.objects.none(),
        required=False,
        empty_label="Another measure, named below",
        help_text="It is frozen when you hand in; later changes of its readings stand beside it.",
    )
    component = forms.ModelChoiceField(
        label="Component of the rating",
        queryset=Component.objects.all(),
        required=False,
        empty_label="None",
        help_text="Where it is one of the state’s own figures.",
    )
    other_measure = forms.CharField(label="Another measure", max_length=200, required=False)
    baseline = forms.DecimalField(label="Now", max_digits=10, decimal_places=2)
    target = forms.DecimalField(label="Then", max_digits=10, decimal_places=2)
    n = forms.IntegerField(label="Of how many students or cases?", min_value=1, max_value=1_000_000)
    by = DayField(label="By when?")

    def __init__(self, *args: Any, measures: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measure: Any = self.fields["measure"]
        measure.queryset = measures

    def clean(self) -> dict[str, Any]:
        """It has one measure, and something to reach."""
        said: dict[str, Any] = super().clean() or {}
        if not any(said.get(name) for name in ("measure", "component", "other_measure")):
            self.add_error("other_measure", "Choose a measure of the PLC or a component, or name another one.")
        if said.get("baseline") is not None and said.get("baseline") == said.get("target"):
            self.add_error("target", "This is where it stands now. What do you want to reach?")
        return said
