"""Forms of sign-up, of one's own account, and of the administrators' list of people."""

from typing import Any

from allauth.account.forms import SignupForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from portal.accounts.models import StateRole, User


class SignUpForm(SignupForm):
    """Address and password; the rest is asked when it is needed."""


class PasskeyForm(AddWebAuthnForm):
    """A passkey to add; that it works without a password is ticked, since that is what people come for."""

    passwordless = forms.BooleanField(
        label="Let me sign in with it alone, without a password",
        required=False,
        initial=True,
        help_text="Leave it unticked for a key that only comes after the password.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "A name for it, such as “my phone”"
        self.fields["name"].max_length = 100  # type: ignore[attr-defined]


class NameForm(forms.Form):
    """The name that colleagues see."""

    name = forms.CharField(
        label="Your name",
        max_length=150,
        help_text="As colleagues should see it.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class PeopleFilterForm(forms.Form):
    """Search and filter of the list of people."""

    q = forms.CharField(label="Name or address", max_length=100, required=False)
    role = forms.ChoiceField(
        label="Role", required=False, choices=[("", "Anybody"), ("any", "Any state role"), *StateRole.choices]
    )


class RoleForm(forms.Form):
    """A state role to give: only those the person does not hold."""

    role = forms.ChoiceField(label="State role")

    def __init__(self, *args: object, person: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(role, label) for role, label in StateRole.choices if role not in person.state_roles]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
