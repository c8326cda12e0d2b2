"""Every write about accounts: state roles, the groups that follow from them, sessions, closing and opening."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.accounts import notifications
from portal.accounts.models import RoleGrant, StateRole, User
from portal.core import audit
from portal.core.errors import NotAllowed

# Wagtail's permissions hang on groups. A person is in exactly the groups that their state roles name.
GROUP_OF_ROLE = {
    StateRole.EDITOR.value: "Editors",
    StateRole.FACILITATOR.value: "Facilitators",
    StateRole.ADMINISTRATOR.value: "Administrators",
}


def _require(actor: Any, permission: str, person: User) -> None:
    """A view is not the only door: who may do it is asked here too."""
    if not actor.has_perm(permission, person):
        raise PermissionDenied


def sync_groups(person: User) -> None:
    """Put a person in exactly the Wagtail groups of the state roles held now."""
    held = set(person.role_grants.filter(ended_at=None).values_list("role", flat=True))
    groups = [Group.objects.get_or_create(name=name)[0] for role, name in GROUP_OF_ROLE.items() if role in held]
    person.groups.set(groups)
    person.__dict__.pop("_state_roles", None)


@transaction.atomic
def grant_role(person: User, *, role: str, actor: Any) -> RoleGrant:
    """Give a state role to a person. The person and all administrators get mail."""
    _require(actor, "accounts.grant_role", person)
    locked = User.objects.select_for_update().get(pk=person.pk)
    if not locked.is_active:
        raise NotAllowed("This account is closed. Open it first.")
    if locked.role_grants.filter(role=role, ended_at=None).exists():
        raise NotAllowed(f"{locked} already is {StateRole(role).label}.")
    grant = RoleGrant.objects.create(user=locked, role=role, granted_by=actor)
    sync_groups(person)
    audit.record(person, "accounts.grant_role", actor=actor, role=role)
    notifications.role_granted(grant, actor=actor)
    return grant


@transaction.atomic
def end_role(person: User, *, role: str, actor: Any) -> None:
    """End a state role. It is gone on the person's next request; the row stays."""
    _require(actor, "accounts.end_role", person)
    grant = RoleGrant.objects.select_for_update().filter(user=person, role=role, ended_at=None).first()
    if grant is None:
        raise NotAllowed("This role has ended already.")
    grant.ended_at = timezone.now()
    grant.save(update_fields=["ended_at"])
    sync_groups(person)
    audit.record(person, "accounts.end_role", actor=actor, role=role)
    notifications.role_ended(grant, actor=actor)


@transaction.atomic
def end_sessions(person: User, *, actor: Any) -> int:
    """Sign a person out everywhere; the number of sessions that ended."""
    _require(actor, "accounts.end_sessions", person)
    ended = _end_all_sessions(person)
    audit.record(person, "accounts.end_sessions", actor=actor, sessions=ended)
    return ended


def _end_all_sessions(person: User) -> int:
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def disable(person: User, *, actor: Any) -> None:
    """Close an account: its sessions end at once, what it did stays."""
    _require(actor, "accounts.disable", person)
    _set_active(person, False)
    _end_all_sessions(person)
    audit.record(person, "accounts.disable", actor=actor)


@transaction.atomic
def enable(person: User, *, actor: Any) -> None:
    """Open a closed account again."""
    _require(actor, "accounts.enable", person)
    _set_active(person, True)
    audit.record(person, "accounts.enable", actor=actor)


def _set_active(person: User, active: bool) -> None:
    locked = User.objects.select_for_update().get(pk=person.pk)
    if locked.is_active == active:
        raise NotAllowed(f"This account is {'open' if active else 'closed'} already.")
    person.is_active = locked.is_active = active
    locked.save(update_fields=["is_active"])


def start_viewing(person: User, *, actor: Any) -> None:
    """Note that an administrator begins to look through a person's eyes."""
    _require(actor, "accounts.view_as", person)
    audit.record(person, "accounts.view_as", actor=actor)


def stop_viewing(person: User, *, actor: Any) -> None:
    """Note that an administrator stopped looking through a person's eyes."""
    audit.record(person, "accounts.stop_viewing", actor=actor)


@transaction.atomic
def rename(person: User, *, name: str, actor: Any) -> None:
    """Change the name that colleagues see."""
    before, person.name = person.name, name
    person.save(update_fields=["name"])
    audit.record(person, "accounts.rename", actor=actor, before=before, after=name)


@transaction.atomic
def make_administrator(email: str, *, name: str = "") -> tuple[User, str]:
    """The first administrator: an account, the role, and a link to set a password. Only from the command line."""
    address = email.strip().lower()
    person = User.objects.filter(email=address).first() or User.objects.create_user(address, name=name)
    EmailAddress.objects.update_or_create(user=person, email=address, defaults={"verified": True, "primary": True})
    grant, created = RoleGrant.objects.get_or_create(user=person, role=StateRole.ADMINISTRATOR, ended_at=None)
    if created:
        audit.record(person, "accounts.grant_role", actor=None, role=grant.role)
    sync_groups(person)
    link = password_link(person)
    notifications.administrator_made(person, link=link)
    return person, link


def password_link(person: User) -> str:
    """An address at which the person can set a password; it works once and not for long."""
    key = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
    return settings.SITE_URL + path
