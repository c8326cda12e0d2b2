"""The links in a record, and which addresses of the internet may be asked whether they still answer. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import quote, urlsplit

LINK = re.compile(r"https?://[^\s<>\"“”‘’«»\\^`{|}]+", re.IGNORECASE)
AT_THE_END = ".,;:!?'…*_"
PORTS = {"http": 80, "https": 443}
MOST_SIGNS = 600
MOST_ASKED = 500
TRANSLATED = IPv6Network("64:ff9b::/96")  # An IPv4 address as IPv6-only networks write it: RFC 6052.


def links_in(values: Mapping[str, Any]) -> list[str]:
    """The http and https links in the texts of a record, in order, each once, without the place on the page."""
    found = (_trimmed(link) for text in _texts(values) for link in LINK.findall(text))
    return [link for link in dict.fromkeys(found) if len(link) <= MOST_SIGNS and address_of(link)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _trimmed(link: str) -> str:
    """Without what belongs to the sentence around it."""
    link = link.partition("#")[0]
    while link and (link[-1] in AT_THE_END or _closes_the_sentence(link)):
        link = link[:-1]
    return link


def _closes_the_sentence(link: str) -> bool:
    pairs = {")": "(", "]": "["}
    last = link[-1]
    return last in pairs and link.count(last) > link.count(pairs[last])


@dataclass(frozen=True)
class Address:
    """Where a link leads, as a server is asked for it."""

    is_secure: bool
    host: str
    port: int
    target: str


def address_of(link: str) -> Address | None:
    """The parts of a link; None where it may not be asked: only http and https, on their own ports, without a name."""
    try:
        parts = urlsplit(link)
        port, host = parts.port, (parts.hostname or "").rstrip(".").encode("idna").decode()
    except ValueError:
        return None
    own = PORTS.get(parts.scheme)
    if own is None or not host or port not in {None, own} or parts.username is not None or re.search(r"[\s%]", host):
        return None
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(parts.scheme == "https", host, own, quote(target, safe="/%:@!$&'()*+,;=~-._?[]"))


def is_open(found: str) -> bool:
    """Whether an address of the network layer is on the open internet: no private, local, shared or group address."""
    try:
        address = ip_address(found)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or (IPv4Address(address.packed[-4:]) if address in TRANSLATED else None)
        if address.scope_id or address.sixtofour or address.teredo or address.is_site_local:
            return False
        address = inner or address
    return address.is_global and not address.is_multicast


def chosen(links: Collection[str], failing: Collection[str], today: date) -> list[str]:
    """What is asked in one run: first what failed before, then the others, from another place each day."""
    first = sorted(set(failing) & set(links))[: MOST_ASKED // 2]
    rest = sorted(set(links) - set(first))
    start = today.toordinal() * (MOST_ASKED // 2) % len(rest) if len(rest) > MOST_ASKED - len(first) else 0
    return [*first, *rest[start:], *rest[:start]][:MOST_ASKED]
