"""How forms are drawn: every form of the portal, allauth's included, uses the portal's own field."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class PortalFormRenderer(TemplatesSetting):
    """Draws forms with the error summary, and each field with its label, hint and errors joined to it."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


class Checkboxes(forms.CheckboxSelectMultiple):
    """Several of a list of choices, each with a label that is large enough for a thumb."""

    template_name = "ui/choices.html"


class Radios(forms.RadioSelect):
    """One of a list of choices, each with a label that is large enough for a thumb."""

    template_name = "ui/choices.html"


class ManyFilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """A list of uploaded files; empty where none was chosen."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of them by the rules of one."""
        given = data if isinstance(data, list | tuple) else [data]
        found = [super(ManyFilesField, self).clean(each, initial) for each in given if each or self.required]
        return [each for each in found if each]


MOMENT = "%Y-%m-%dT%H:%M"
FIRST_YEAR, LAST_YEAR = 2000, 2100


class DayField(forms.DateField):
    """A day, within the years that any plan of ours can mean."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(**{"widget": widget, **kwargs})

    def clean(self, value: Any) -> Any:
        """ValidationError for a year that nobody plans for."""
        day = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(f"Please choose a year from {FIRST_YEAR} to {LAST_YEAR}.")
        return day


class MomentField(forms.DateTimeField):
    """A day and a time of day in US Central, within the years that any plan of ours can mean."""

    default_error_messages = {"invalid": "Please choose a day and a time."}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        super().__init__(**{"widget": widget, "help_text": "US Central time.", **kwargs})

    def clean(self, value: Any) -> Any:
        """ValidationError for a year that nobody plans for."""
        moment = super().clean(value)
        if moment is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise forms.ValidationError(f"Please choose a year from {FIRST_YEAR} to {LAST_YEAR}.")
        return moment
