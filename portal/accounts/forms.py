"""Forms of sign-up."""

from allauth.account.forms import SignupForm


class SignUpForm(SignupForm):
    """Address and password; the rest is asked when it is needed."""
