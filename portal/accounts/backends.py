"""Signing in: allauth's backend, and demonstration accounts only where the demonstration is on."""

from typing import Any

import rules
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class AccountBackend(AuthenticationBackend):
    """By e-mail and password. A demonstration account is as good as none where DEMO is off."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Active people; demonstration accounts only with DEMO=1."""
        return super().user_can_authenticate(user) and (settings.DEMO or not user.is_demonstration)

    def get_user(self, user_id: Any) -> Any:
        """Asked on every request: an account that was closed is out on its next request."""
        user = super().get_user(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """What our policies rule on, they rule on alone: no group of the editor's can give it."""
        return not rules.perm_exists(perm) and super().has_perm(user_obj, perm, obj=obj)
