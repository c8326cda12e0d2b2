"""The form that takes several applications to a stage."""

from collections.abc import Sequence
from typing import Any

from django import forms

from applications.intake.models import Application
from applications.intake.stages import Stage
from portal.ui.forms import Checkboxes


class StageForm(forms.Form):
    """Which applications, and to which stage; each stage says whether the district is mailed."""

    applications = forms.MultipleChoiceField(
        label="Applications", widget=Checkboxes, error_messages={"required": "Please tick at least one application."}
    )
    stage = forms.ChoiceField(label="Move to", error_messages={"required": "Please choose a stage."})

    def __init__(self, *args: Any, applications: Sequence[Application], stages: Sequence[Stage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {application.reference: application for application in applications}
        names = {stage.key: stage.name for stage in stages}
        told = [(each.key, f"{each.name} ({'the district is mailed' if each.mail else 'no mail'})") for each in stages]
        self.fields["stage"].choices = [("", "Choose"), *told]  # type: ignore[attr-defined]
        self.fields["applications"].choices = [  # type: ignore[attr-defined]
            (reference, f"{each.district}: {names.get(each.stage, 'at no stage yet')}")
            for reference, each in self.known.items()
        ]

    def chosen(self) -> list[Application]:
        """The applications that were ticked."""
        return [self.known[reference] for reference in self.cleaned_data["applications"]]
