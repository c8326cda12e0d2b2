"""Addresses to reply to: each is for one person and one thing, and nobody can make one up.

The local part is at most 64 signs and reads the same in small and capital letters, since mail servers may change them.
"""

import re
from base64 import b32encode
from dataclasses import dataclass
from email.utils import parseaddr
from hashlib import sha256
from hmac import digest
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare

SALT = b"portal.reply-address"
MAC_SIGNS = 26  # base32: 130 bits
LOCAL_PART = re.compile(r"reply\+([a-z]{1,8})\.([0-9]{1,10})\.([0-9]{1,10})\.([a-z2-7]{26})", re.ASCII)

ANY_ADDRESS = re.compile(r"<?reply\+[^\s@<>]{1,100}@[^\s<>]{1,250}>?", re.I)


@dataclass(frozen=True)
class ReplyAddress:
    """What an address is for: a kind of thing, its number, and the person who may answer by it."""

    kind: str
    number: int
    user_pk: int


def address_for(kind: str, number: int, user_pk: int, domain: str = "") -> str:
    """The address by which this person answers this thing; `kind` is a word of at most eight small letters."""
    told = f"{kind}.{number}.{user_pk}"
    local = f"reply+{told}.{_mac(told, settings.SECRET_KEY)}"
    if not LOCAL_PART.fullmatch(local):
        raise ValueError(f"No reply address can be made of {told}.")
    return f"{local}@{domain or _own_domain()}"


def reply_address(kind: str, number: int, reader: Any) -> str:
    """The same for a reader of mail; "" where the portal takes no mail, or the reader is no person of ours."""
    pk = getattr(reader, "pk", None)
    return address_for(kind, number, pk, settings.REPLY_DOMAIN) if settings.REPLY_DOMAIN and pk else ""


def read_address(address: str) -> ReplyAddress | None:
    """What a reply address is for; None for any other address, and for one that was tampered with."""
    found = LOCAL_PART.fullmatch(address.strip().strip("<>").rpartition("@")[0].lower())
    if found is None:
        return None
    kind, number, user_pk, mac = found.groups()
    told = f"{kind}.{number}.{user_pk}"
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if not any([constant_time_compare(mac, _mac(told, key)) for key in keys]):
        return None
    return ReplyAddress(kind, int(number), int(user_pk))


def without_addresses(text: str) -> str:
    """A text in which no reply address stands: somebody's own would open the thread to all who read it."""
    return ANY_ADDRESS.sub("", text)


def _mac(told: str, key: str) -> str:
    """What only the portal can add to the words of an address."""
    keyed = sha256(SALT + key.encode()).digest()
    return b32encode(digest(keyed, told.encode(), "sha256")).decode().lower()[:MAC_SIGNS]


def _own_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
