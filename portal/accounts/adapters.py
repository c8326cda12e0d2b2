"""How allauth does things here: its mails go through the outbox, outside accounts are never joined silently."""

import secrets
import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.hashers import make_password

from portal.core import mail


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up and sign-in by e-mail."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox: no page waits for the mail server, and all answers take the same time.

        All of them count as secret: any may hold a code or a link that opens the account.
        """
        message = self.render_mail(template_prefix, email, {"request": self.request, **context})
        words = {"subject": message.subject, "text": str(message.body)}
        mail.post_text(email, **words, key=f"account-{uuid.uuid4().hex}", is_secret=True)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell the owner of the address, and take as long as a new account takes, whose password is hashed."""
        make_password(secrets.token_urlsafe())
        super().send_account_already_exists_mail(email)

    def pre_login(self, request: Any, user: Any, **kwargs: Any) -> Any:
        """A demonstration account is closed where DEMO is off, by whatever way it would sign in."""
        if user.is_demonstration and not settings.DEMO:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: authenticator app, passkey, recovery codes."""

    def build_totp_svg(self, url: str) -> str:
        """On white paper: phones cannot read black on a dark page."""
        head, end, picture = super().build_totp_svg(url).partition("<svg")
        attributes, close, paths = picture.partition(">")
        return f'{head}{end}{attributes}{close}<rect width="100%" height="100%" fill="#fff"/>{paths}'

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A name to begin with; the person may give another."""
        known = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"My passkey {known + 1}" if known else "My passkey"


class OutsideAccountAdapter(DefaultSocialAccountAdapter):
    """Signing in with Google, Microsoft or an organisation's own service, where these are configured."""
