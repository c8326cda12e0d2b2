"""The filters of the catalogue."""

from typing import Any

from django import forms

from portal.standards.models import Heading, Waivable

UNKNOWN = {"invalid_choice": "Choose one of the list."}


class CatalogueForm(forms.Form):
    """What a reader asks of the catalogue; a filter that is not understood is named and left out."""

    q = forms.CharField(
        label="Number or words", max_length=80, required=False, widget=forms.TextInput({"type": "search"})
    )
    heading = forms.ChoiceField(required=False, choices=[("", "Any"), *Heading.choices], error_messages=UNKNOWN)
    waivable = forms.ChoiceField(
        label="May it be waived?", required=False, choices=[("", "Any"), *Waivable.choices], error_messages=UNKNOWN
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="filter-%s")

    def criteria(self) -> dict[str, str]:
        """The filters that were set and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def words(self) -> list[str]:
        """The filters that were set, as a heading says them."""
        criteria = self.criteria()
        said = [f"with “{criteria['q']}”"] if "q" in criteria else []
        known = {"heading": dict(Heading.choices), "waivable": dict(Waivable.choices)}
        return [*said, *(known[name][criteria[name]].lower() for name in known if name in criteria)]
