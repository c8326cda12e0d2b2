"""What people are told about accounts, by mail."""

import hashlib
from typing import Any

from portal.accounts.models import RoleGrant, StateRole, User
from portal.core import mail


def _concerned(grant: RoleGrant, actor: Any) -> list[User]:
    """The person, and every administrator but the one who did it."""
    others = User.objects.holding(StateRole.ADMINISTRATOR).exclude(pk__in=[actor.pk, grant.user_id])
    return [grant.user, *others]


def role_granted(grant: RoleGrant, *, actor: Any) -> None:
    """A state role was given."""
    to = _concerned(grant, actor)
    mail.post("accounts/mail/role_granted.txt", to=to, key=f"role-granted-{grant.pk}", grant=grant, actor=actor)


def role_ended(grant: RoleGrant, *, actor: Any) -> None:
    """A state role ended."""
    to = _concerned(grant, actor)
    mail.post("accounts/mail/role_ended.txt", to=to, key=f"role-ended-{grant.pk}", grant=grant, actor=actor)


def administrator_made(person: User, *, link: str) -> None:
    """Somebody at the machine made this person an administrator."""
    key = f"administrator-{hashlib.sha256(link.encode()).hexdigest()[:40]}"
    mail.post("accounts/mail/administrator_made.txt", to=[person], key=key, is_secret=True, link=link)
