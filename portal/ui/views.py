"""The style guide: each component once, with an example."""

from datetime import date
from types import SimpleNamespace

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.core.policies import requires
from portal.ui.forms import Radios
from portal.ui.sorting import sorted_by

STEPS = ["District", "PLCs", "Why and how", "People", "Sign-off"]
NUMBERS = [41, 44, 40, 45, 43, None, 47, 52, 55, 53, 58, 57, 61]
LIFE = [
    {"words": "Submitted", "at": date(2027, 2, 1), "done": True, "note": "Sample"},
    {"words": "Decision", "at": date(2027, 3, 9), "done": False},
]


class ExampleForm(forms.Form):
    """One field of each kind, with an error on the first."""

    name = forms.CharField(label="What will your district try?", help_text="Plain words are best.", max_length=80)
    why = forms.CharField(label="Why now?", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    plc = forms.ChoiceField(
        label="Which PLC?", choices=[("a", "Career academies"), ("b", "Dual credit")], widget=Radios
    )
    agreed = forms.BooleanField(label="The board has agreed")


class ExampleUpload(forms.Form):
    """A file, which the example looks at and forgets."""

    file = forms.FileField(label="A file", help_text="It is looked at and forgotten: this is an example.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("ui.read_styleguide")
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component of the portal on one page."""
    upload = ExampleUpload(request.POST or None, request.FILES or None)
    if request.method == "POST" and upload.is_valid():
        messages.success(request, f"{upload.cleaned_data['file'].size} bytes arrived.")
        return redirect("ui:styleguide")
    context = {
        "form": ExampleForm({"why": "Sample"}),
        "upload": upload,
        "names": STEPS,
        "page": Paginator(range(60), 20).page(2),
        "sort": sorted_by(request, ["name"]),
        "pairs": [("Begun by", "Sample district"), ("Last change", "Monday, February 1")],
        "life": LIFE,
        "numbers": NUMBERS,
        "readings": [(date(2025 + month // 12, month % 12 + 1, 1), value) for month, value in enumerate(NUMBERS)],
        "parts": [("Discussion", "#main"), ("Meetings", "#meetings")],
        "thing": SimpleNamespace(state="in_review", get_state_display=lambda: "In review"),
    }
    return render(request, "ui/styleguide.html", context)
