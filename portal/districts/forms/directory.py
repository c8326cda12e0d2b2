"""The directory's filters: name, county, region, locale, and the facets that apps above add."""

from typing import Any

from django import forms

from portal.districts import providers
from portal.districts.locales import GROUPS
from portal.districts.models import LOCALES, County, Region

UNKNOWN = {"invalid_choice": "Choose one of the list."}


def locale_choices() -> list[Any]:
    """The four groups, each with its codes under it."""
    choices: list[Any] = [("", "Any")]
    for value, (digit, words) in GROUPS.items():
        codes = [(code, f"{name} ({code})") for code, name in LOCALES.items() if code.startswith(digit)]
        choices.append((words, [(value, f"Any {words.lower()}"), *codes]))
    return choices


class DirectoryForm(forms.Form):
    """What a reader asks of the directory; a filter that is not understood is named and left out."""

    q = forms.CharField(label="Name or city", max_length=80, required=False, widget=forms.TextInput({"type": "search"}))
    county = forms.ChoiceField(required=False, error_messages=UNKNOWN)
    region = forms.ChoiceField(required=False, choices=[("", "Any"), *Region.choices], error_messages=UNKNOWN)
    locale = forms.ChoiceField(required=False, choices=locale_choices, error_messages=UNKNOWN)

    def __init__(self, data: Any, *, columns: list[providers.Column]) -> None:
        super().__init__(data, auto_id="filter-%s")
        counties = list(County.objects.values_list("fips", "name"))
        self.fields["county"] = _one_of(counties)
        for column in columns:
            self.fields[column.name] = _one_of(column.choices, column.label)

    def criteria(self) -> dict[str, str]:
        """The filters that were set and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def words(self) -> list[str]:
        """The filters that were set, as a sentence says them."""
        criteria = self.criteria()
        said = [f"named “{criteria['q']}”"] if "q" in criteria else []
        for name in criteria.keys() - {"q"}:
            field: Any = self.fields[name]
            flat = dict(_flat(field.choices))
            said.append(f"{field.label or name.capitalize()}: {flat[criteria[name]]}")
        return sorted(said)


def _one_of(choices: providers.Choices, label: str | None = None) -> forms.ChoiceField:
    """A filter that may be left at any."""
    return forms.ChoiceField(label=label, required=False, choices=[("", "Any"), *choices], error_messages=UNKNOWN)


def _flat(choices: Any) -> Any:
    """Choices without their groups."""
    for value, words in choices:
        yield from words if isinstance(words, list | tuple) else [(value, words)]
