"""The form of a report, made from what should have moved, and MDE's words on it."""

from typing import Any

from django import forms

from applications.evaluations.models import Report
from applications.evaluations.states import Outcome
from applications.waivers.models import Hypothesis
from portal.ui.charts import figure


def _long(label: str, longest: int, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=False, widget=forms.Textarea(attrs={"rows": 6}), help_text=hint
    )


class ReportForm(forms.Form):
    """What was done and seen; of each thing that should have moved, where it stands now and what came of it."""

    words = _long("What was done, and what is seen", 6000, "Everybody reads it once it is filed. No names of students.")
    advice = _long(
        "What you would tell another district", 3000, "What was harder than you thought; what you would keep."
    )
    file = forms.FileField(label="A document", required=False, help_text="PDF, Word, Excel, or a picture.")
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, report: Report, hypotheses: list[Hypothesis], **kwargs: Any) -> None:
        known = {each.hypothesis_id: each for each in report.findings.all()}
        initial = {"words": report.words, "advice": report.advice, "version": report.version}
        for each in hypotheses:
            said = known.get(each.pk)
            if said:
                initial |= {f"value-{each.pk}": said.value, f"n-{each.pk}": said.n, f"outcome-{each.pk}": said.outcome}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.hypotheses = hypotheses
        for each in hypotheses:
            self._add(each)
        self.order_fields([name for name in self.fields if name not in ("advice", "file", "version")])

    def _add(self, each: Hypothesis) -> None:
        told = f"{each.words} ({each.measured_by}: from {figure(float(each.baseline))} to {figure(float(each.target))})"
        self.fields[f"value-{each.pk}"] = forms.DecimalField(
            label=f"Now: {told}", max_digits=10, decimal_places=2, required=False
        )
        self.fields[f"n-{each.pk}"] = forms.IntegerField(
            label="Of how many students or cases?", min_value=1, max_value=1_000_000, required=False
        )
        self.fields[f"outcome-{each.pk}"] = forms.ChoiceField(
            label="What came of it?", choices=[("", "Not said yet"), *Outcome.choices], required=False
        )

    @property
    def found(self) -> dict[int, dict[str, Any]]:
        """Value, n and outcome by hypothesis."""
        said = self.cleaned_data
        return {
            each.pk: {name: said[f"{name}-{each.pk}"] for name in ("value", "n", "outcome")} for each in self.hypotheses
        }


class ReturnForm(forms.Form):
    """What is lacking."""

    lacking = forms.CharField(
        label="What is lacking?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The district reads it word for word. Until it is filed again, nobody else reads the report.",
    )
