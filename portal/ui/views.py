"""The style guide: each component once, with an example."""

from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.core.policies import requires
from portal.ui.forms import Radios

STEPS = ["District", "PLCs", "Why and how", "People", "Sign-off"]


class ExampleForm(forms.Form):
    """One field of each kind, with an error on the first."""

    name = forms.CharField(label="What will your district try?", help_text="Plain words are best.", max_length=80)
    why = forms.CharField(label="Why now?", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    plc = forms.ChoiceField(
        label="Which PLC?", choices=[("a", "Career academies"), ("b", "Dual credit")], widget=Radios
    )
    agreed = forms.BooleanField(label="The board has agreed")


@require_GET
@requires("ui.read_styleguide")
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component of the portal on one page."""
    context = {
        "form": ExampleForm({"why": "Sample"}),
        "names": STEPS,
        "page": Paginator(range(60), 20).page(2),
        "thing": SimpleNamespace(state="in_review", get_state_display=lambda: "In review"),
    }
    return render(request, "ui/styleguide.html", context)
