"""Forms of sign-up, of one's own account, and of the administrators' list of people."""

from allauth.account.forms import SignupForm
from django import forms

from portal.accounts.models import StateRole, User


class SignUpForm(SignupForm):
    """Address and password; the rest is asked when it is needed."""


class NameForm(forms.Form):
    """The name that colleagues see."""

    name = forms.CharField(
        label="Your name", max_length=150, help_text="As colleagues should see it.",
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
