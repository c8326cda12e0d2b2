"""How forms are drawn: every form of the portal, allauth's included, uses the portal's own field."""

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
