"""The form of how soon a person is told."""

from typing import Any

from django import forms

from portal.core.pacing import Pace
from portal.notifications.queries import offered
from portal.ui.forms import Radios


class PacesForm(forms.Form):
    """For each topic that concerns the person: how soon. A topic that is not sent stays as it is."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic, pace in offered(user):
            field = forms.ChoiceField(
                label=topic.label,
                help_text=topic.help,
                choices=Pace.choices,
                widget=Radios,
                initial=pace,
                required=False,
            )
            field.is_optional = False  # type: ignore[attr-defined]
            self.fields[topic.key] = field

    def chosen(self) -> dict[str, str]:
        """The paces that were sent, by topic."""
        return {topic: pace for topic, pace in self.cleaned_data.items() if pace}
