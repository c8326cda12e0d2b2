"""Forms of the work list."""

from typing import Any

from django import forms
from django.http import QueryDict

from portal.worklist.models import PLACES


class FilterForm(forms.Form):
    """What the work list shows."""

    q = forms.CharField(label="District", required=False, max_length=100)
    kind = forms.ChoiceField(label="Kind", required=False)

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "All"), *((kind, kind) for kind in kinds)]  # type: ignore[attr-defined]


class ViewForm(forms.Form):
    """A list and its filters, kept under a name."""

    place = forms.ChoiceField(choices=[(place, place) for place in PLACES], widget=forms.HiddenInput)
    query = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    name = forms.CharField(label="Keep this view as", max_length=60)

    def clean_query(self) -> str:
        """The filters, written anew; the page number is no part of a view."""
        kept = QueryDict(self.cleaned_data["query"], mutable=True)
        kept.pop("page", None)
        return kept.urlencode()
