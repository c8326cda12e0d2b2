"""Demonstration accounts: sample people without an office, and one of each state role. Their password is no secret."""

from functools import cache
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from portal.accounts.models import RoleGrant, StateRole, User
from portal.accounts.services import sync_groups

PASSWORD = "magnolia porch light 2018"  # noqa: S105 - public on purpose: such accounts are none where DEMO is off

# Address before the @, name, state roles.
PEOPLE: list[tuple[str, str, tuple[str, ...]]] = [
    ("newcomer", "Newcomer (sample)", ()),
    ("facilitator", "MDE facilitator (sample)", (StateRole.FACILITATOR,)),
    ("csa1", "CSA reviewer 1 (sample)", (StateRole.CSA_REVIEWER,)),
    ("csa2", "CSA reviewer 2 (sample)", (StateRole.CSA_REVIEWER,)),
    ("csa3", "CSA reviewer 3, works in a district (sample)", (StateRole.CSA_REVIEWER,)),
    ("coach", "OSI coach (sample)", (StateRole.OSI_COACH,)),
    ("steward", "Data steward (sample)", (StateRole.DATA_STEWARD,)),
    ("editor", "Editor (sample)", (StateRole.EDITOR,)),
    ("administrator", "Administrator (sample)", (StateRole.ADMINISTRATOR,)),
]


def address(name: str) -> str:
    """The address of a demonstration account."""
    return f"{name}@example.org"


def person(name: str, shown: str) -> User:
    """A demonstration account with its verified address; made once, then only found."""
    found = User.objects.filter(email=address(name)).first()
    if found is None:
        found = User(email=address(name), name=shown, is_demonstration=True, password=_hashed())
        found.save()
    if not found.is_demonstration:
        raise ValueError(f"{found.email} is somebody's own account: the demonstration does not touch it.")
    EmailAddress.objects.get_or_create(user=found, email=found.email, defaults={"verified": True, "primary": True})
    return found


@cache
def _hashed() -> str:
    """The same hash for all: hashing one takes a tenth of a second."""
    return make_password(PASSWORD)


@transaction.atomic
def load() -> list[User]:
    """Make the accounts that are missing; a second time changes nothing."""
    return [_with_roles(person(name, shown), roles) for name, shown, roles in PEOPLE]


def _with_roles(account: User, roles: tuple[str, ...]) -> User:
    for role in roles:
        RoleGrant.objects.get_or_create(user=account, role=role, ended_at=None)
    sync_groups(account)
    return account


def accounts() -> list[dict[str, Any]]:
    """The demonstration accounts with a state role or none: e-mail, password, role, district."""
    return [
        {
            "email": address(name),
            "password": PASSWORD,
            "role": ", ".join(StateRole(role).label for role in roles) or "Signed in, without an office",
            "district": None,
        }
        for name, _, roles in PEOPLE
    ]
