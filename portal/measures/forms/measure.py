"""What is measured, and why it is measured no more."""

from typing import Any

from django import forms

from portal.measures.models import Measure
from portal.ui.forms import Radios

TEXT = forms.Textarea(attrs={"rows": 3})
FIELDS = ["title", "question", "kind", "unit", "direction", "counted", "numerator", "denominator"]
FIELDS += ["is_about_students", "goal", "goal_by", "baseline_months"]
LABELS = {
    "title": "Short name",
    "question": "What does it ask?",
    "kind": "What does it tell?",
    "unit": "A value is",
    "direction": "Which way is better?",
    "counted": "How is it counted?",
    "numerator": "Counted above the line",
    "denominator": "Counted below the line",
    "is_about_students": "The values are about students",
    "goal": "Goal",
    "goal_by": "By when?",
    "baseline_months": "Months of the baseline",
}
HINTS = {
    "title": "For instance: Grade 7 students with an adult mentor.",
    "question": "One sentence: “What share of grade 7 students …?”",
    "counted": "So that each school counts alike: who counts, when, from which list.",
    "numerator": "For a share: students who met a mentor this month.",
    "denominator": "For a share: all students of grade 7 on the last school day of the month.",
    "is_about_students": "Then each value needs its n. With few students, or without n, only the school’s own district "
    "and the department’s facilitators see it.",
    "goal_by": "The day the goal should be reached.",
    "baseline_months": "6 to 36. Later values are compared with the median of these first months. Left empty: with the "
    "median of all.",
}


class MeasureForm(forms.ModelForm):
    """What the PLC wants to know, and how each school counts it."""

    class Meta:
        model = Measure
        fields = FIELDS
        labels = LABELS
        help_texts = HINTS
        widgets = {
            "kind": Radios,
            "unit": Radios,
            "direction": Radios,
            "question": TEXT,
            "counted": TEXT,
            "goal_by": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean(self) -> dict[str, Any]:
        """A goal fits its unit, and a day needs a goal."""
        said = super().clean() or {}
        goal, unit = said.get("goal"), said.get("unit")
        if goal is not None and unit == "percent" and not 0 <= goal <= 100:
            self.add_error("goal", "A percent lies between 0 and 100.")
        if said.get("goal_by") and goal is None and "goal" not in self.errors:
            self.add_error("goal", "Please say what should be reached by this day.")
        return said


class StartForm(MeasureForm):
    """A new measure, of one of the PLCs that the person leads."""

    class Meta(MeasureForm.Meta):
        fields = ["pathway", *FIELDS]
        labels = {**LABELS, "pathway": "PLC"}

    def __init__(self, *args: Any, pathways: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pathway"] = forms.ModelChoiceField(label="PLC", queryset=pathways, empty_label=None)
        self.order_fields(["pathway"])


class CloseForm(forms.Form):
    """Why it is read no more."""

    reason = forms.CharField(
        label="Why? What did you learn?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=500,
        help_text="The PLC reads these words on the page of the measure.",
        error_messages={"required": "Please say why, in a sentence."},
    )
