"""The form that asks a colleague to help with a draft."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from portal.districts.models import Membership
from portal.drafts.models import Share
from portal.ui.forms import Radios


class CoWriterForm(forms.Form):
    """A colleague of the district and what they may do; `shares` are those that the area offers."""

    person = forms.ChoiceField(label="Colleague", error_messages={"required": "Please choose a colleague."})
    share = forms.ChoiceField(label="They may", widget=Radios, initial=Share.EDIT)

    def __init__(
        self,
        *args: Any,
        colleagues: Iterable[Membership],
        shares: Sequence[tuple[str, str]] = Share.choices,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(held.user_id): held.user for held in colleagues}
        named = {str(held.user_id): f"{held.user}, {held.get_office_display().lower()}" for held in colleagues}
        self.fields["person"].choices = [("", "Choose"), *named.items()]  # type: ignore[attr-defined]
        self.fields["share"].choices = list(shares)  # type: ignore[attr-defined]

    def clean_person(self) -> Any:
        """The colleague."""
        return self.people[self.cleaned_data["person"]]
