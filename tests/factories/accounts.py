"""People for tests: anybody, and holders of a state role with their second factor."""

import time
from hashlib import sha256
from typing import Any

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from portal.accounts.models import RoleGrant, User

PASSWORD = "quiet river under lanterns"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class UserFactory(factory.django.DjangoModelFactory):
    """A person with a verified address and a password."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = factory.Sequence(lambda number: f"Sample Person {number}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **fields: Any) -> User:
        """By the manager, so that the password is hashed and the address is in lower case."""
        return model_class.objects.create_user(fields.pop("email"), fields.pop("password", PASSWORD), **fields)

    @factory.post_generation
    def verified(user: User, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        """The address is verified; with `verified=False` it is not."""
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=extracted is not False)


class RoleGrantFactory(factory.django.DjangoModelFactory):
    """A state role held now."""

    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    role = "facilitator"


def add_second_factor(user: User) -> User:
    """An authenticator app, with a secret that tests know."""
    TOTP.activate(user, TOTP_SECRET)
    return user


def add_passkey(user: User, name: str = "Sample key") -> Authenticator:
    """A passkey that can be listed, renamed and removed; nobody holds its private half."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    known = AttestedCredentialData.create(b"\0" * 16, name.encode(), public)
    facts = AuthenticatorData.create(sha256(b"testserver").digest(), 0x45, 0, known)
    seen = CollectedClientData.create(type="webauthn.create", challenge=b"sample", origin="https://testserver")
    answer = {"clientDataJSON": websafe_encode(seen), "attestationObject": AttestationObject.create("none", facts, {})}
    answer["attestationObject"] = websafe_encode(answer["attestationObject"])
    told = {"id": websafe_encode(name.encode()), "rawId": websafe_encode(name.encode()), "type": "public-key"}
    extensions = {"credProps": {"rk": True}}
    credential = {**told, "response": answer, "clientExtensionResults": extensions}
    return WebAuthn.add(user, name, credential).instance


def code_of_app() -> str:
    """What the authenticator app shows now."""
    return format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))


def has_second_factor(user: User) -> bool:
    """Whether any second factor is set up."""
    return Authenticator.objects.filter(user=user).exists()


def state_officer(role: str, *, second_factor: bool = True, **fields: Any) -> User:
    """A person with a state role, as if an administrator had given it, and with a second factor."""
    from portal.accounts.services import sync_groups

    user = UserFactory(**fields)
    RoleGrantFactory(user=user, role=role)
    sync_groups(user)
    return add_second_factor(user) if second_factor else user
