"""Forms of the workgroups: the charter, joining, inviting, awaiting, seats, and the reasons of a no."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.db.models import Exists, OuterRef

from plcs.workgroups.models import Access, Awaited, Place, Workgroup
from portal.districts.models import District, Invitation, Membership
from portal.ui.forms import Checkboxes, Radios


class ReasonForm(forms.Form):
    """Why: the person or district concerned reads it."""

    reason = forms.CharField(
        label="The reason",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Who is concerned reads it.",
        error_messages={"required": "Please say why: who is concerned reads it."},
    )


class LeaveForm(forms.Form):
    """A few words on leaving, which nobody has to give."""

    reason = forms.CharField(
        label="The reason, if you like", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class CharterForm(forms.Form):
    """What the PLC is for, how it works, how one comes in, which districts lead it."""

    aim = forms.CharField(
        label="Aim", max_length=300, required=False, help_text="What should be better, for whom, by when. All read it."
    )
    charter = forms.CharField(
        label="Charter",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="How often you meet, how you decide, what you expect of each other. The people of the PLC read it.",
    )
    access = forms.ChoiceField(label="How people of a seated district come in", choices=Access.choices, widget=Radios)
    lead_districts = forms.ModelMultipleChoiceField(
        label="Lead districts", queryset=District.objects.none(), required=False, widget=Checkboxes
    )

    def __init__(self, *args: Any, workgroup: Workgroup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(workgroup, name) for name in ("aim", "charter", "access")}
        self.initial["lead_districts"] = workgroup.lead_districts.all()
        self.fields["lead_districts"].queryset = workgroup.seated()  # type: ignore[attr-defined]


class DistrictForm(forms.Form):
    """One of the districts that come into question."""

    district = forms.ModelChoiceField(label="For which district?", queryset=District.objects.none(), empty_label=None)

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]


class JoinForm(DistrictForm):
    """Join, for a district of one's own."""

    note = forms.CharField(label="A word to the leads, if you like", max_length=300, required=False)


class SeatForm(DistrictForm):
    """Ask for a seat for a district that one leads."""

    why = forms.CharField(
        label="Why this PLC?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What your district wants to try or learn here. The department reads it.",
    )


class LeaveSeatForm(DistrictForm, ReasonForm):
    """Which district gives up its seat, and why."""


class InviteForm(forms.Form):
    """Somebody who holds an office in a seated district and has no place yet."""

    membership = forms.ModelChoiceField(label="Who?", queryset=Membership.objects.none(), empty_label=None)

    def __init__(self, *args: Any, workgroup: Workgroup, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = Place.objects.in_force().filter(workgroup=workgroup)
        found = Membership.objects.active().filter(district__in=districts).exclude(user__in=inside.values("user"))
        field: Any = self.fields["membership"]
        field.queryset = found.select_related("user", "district").order_by("district__name", "user__name", "pk")
        field.label_from_instance = lambda held: f"{held.user.name}, {held.get_office_display()}, {held.district}"


class AwaitForm(forms.Form):
    """An address that a seated district invited, that has not come in, and that is not awaited yet."""

    invitation = forms.ModelChoiceField(
        label="Whom do you await?",
        queryset=Invitation.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": "This invitation was used or taken back meanwhile. Please choose another."},
    )

    def __init__(self, *args: Any, workgroup: Workgroup, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        same = {"district": OuterRef("district"), "email": OuterRef("email")}
        awaited = Awaited.objects.open().filter(workgroup=workgroup, **same)
        office = Membership.objects.active().filter(user=OuterRef("user"), district=OuterRef(OuterRef("district")))
        arrived = EmailAddress.objects.filter(Exists(office), email=OuterRef("email"), verified=True)
        found = Invitation.objects.standing().filter(~Exists(awaited), ~Exists(arrived), district__in=districts)
        field: Any = self.fields["invitation"]
        field.queryset = found.select_related("district").order_by("district__name", "email", "pk")
        field.label_from_instance = lambda sent: f"{sent.email}, {sent.get_office_display()}, {sent.district}"
