"""Forms about the people of a district. Each reads its own fields only; whatever else is sent is not looked at."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone

from portal.districts.models import Membership, Office
from portal.districts.policies import offices_to_confirm

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class JoinForm(forms.Form):
    """A request for an office."""

    office = forms.ChoiceField(
        label="What do you do in the district?", choices=Office.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="A line to who decides",
        max_length=300,
        required=False,
        help_text="For example your school, or who can vouch for you.",
    )


class TermForm(forms.Form):
    """The last day of a term."""

    ends_on = forms.DateField(
        label="Last day of the term", required=False, widget=DATE, help_text="Leave it empty if no end is set."
    )

    def clean_ends_on(self) -> Any:
        """A term ends today or later, within twenty years."""
        day = self.cleaned_data["ends_on"]
        if day is not None and not 0 <= (day - timezone.localdate()).days <= 20 * 366:
            raise forms.ValidationError("Give a day from today on, within twenty years.")
        return day


class ReasonForm(forms.Form):
    """Why a request is declined or an office ended."""

    reason = forms.CharField(
        label="Reason", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="The person reads it."
    )


class InvitationForm(forms.Form):
    """An address, and an office that the inviter may confirm."""

    email = forms.EmailField(
        label="E-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    office = forms.ChoiceField(label="Office", widget=forms.RadioSelect)

    def __init__(self, *args: Any, inviter: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = offices_to_confirm(inviter, district)  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """The colleague who takes an office over."""

    successor: Any = forms.ModelChoiceField(label="Who takes over?", queryset=None, empty_label="Choose a colleague")

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_office = Membership.objects.active().filter(district=membership.district)
        holders = in_office.filter(office=membership.office).values("user")
        people = get_user_model()._default_manager.filter(pk__in=in_office.values("user")).exclude(pk__in=holders)
        self.fields["successor"].queryset = people.order_by("name", "email")  # type: ignore[attr-defined]
