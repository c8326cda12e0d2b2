"""Asks whether a link still answers, and never a place that is not on the open internet.

People typed these links. So a name is looked up once, each address it has must be on the open internet, and the
connection goes to that very address: a name that is told otherwise a moment later leads nowhere else. Each place that a
server sends on to is looked at anew. Nothing of a page is read.
"""

import http.client
import io
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from time import monotonic
from typing import Any
from urllib.parse import urljoin

from best_practices.library.links import Address, address_of, is_open

SECONDS = 5
MOST_REDIRECTS = 3
MOST_ADDRESSES = 3
SENDS_ON = {301, 302, 303, 307, 308}
HEADERS = {"User-Agent": "Innovation-Lab-Network link check", "Accept": "*/*", "Connection": "close"}
NOT_OPEN = "Its name leads to no place on the open internet."
TOO_SLOW = f"It does not answer within {SECONDS} seconds."
NOT_TRUSTED = "Its certificate is not valid for it."
SILENT = "Its server does not answer."
TOO_MANY = f"It sends readers on more than {MOST_REDIRECTS} times."
GONE = "The page is not there any more"
FAILS = "Its server has an error"


def look_up(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a name, in the order in which they are to be tried; empty where there are none in time."""
    found: list[str] = []

    def ask() -> None:
        with suppress(OSError, UnicodeError):
            found.extend(str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))

    # The system's own look-up knows no limit of time; a thread that nobody waits for does.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    return list(dict.fromkeys(found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an address that was looked up and found open."""
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True)
class Ways:
    """How names are looked up, connections made and certificates checked; tests have their own."""

    resolve: Callable[[str, int, float], list[str]] = look_up
    connect: Callable[[str, int, float], socket.socket] = connect
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)


@cache
def usual_ways() -> Ways:
    """Those of the system; the certificates are read once."""
    return Ways()


class NotOpen(Exception):
    """A name leads to a place that must not be asked, or to none."""


@dataclass
class _Line:
    """A connection that is given up at a moment in time, however slowly it is fed; as `http.client` uses one."""

    held: socket.socket
    until: float

    def sendall(self, sent: bytes) -> None:
        self.held.settimeout(_left(self.until))
        self.held.sendall(sent)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Feed(self))

    def close(self) -> None:
        """Left to who opened it."""


class _Feed(io.RawIOBase):
    """What comes in on a line."""

    def __init__(self, line: _Line) -> None:
        self.line = line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.line.held.settimeout(_left(self.line.until))
        return self.line.held.recv_into(buffer)


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def reach(link: str, ways: Ways | None = None) -> str:
    """What is wrong with a link, in words; empty where something answers, and where it is not ours to ask."""
    try:
        return _follow(link, monotonic() + SECONDS, ways or usual_ways())
    except NotOpen:
        return NOT_OPEN
    except TimeoutError:
        return TOO_SLOW
    except ssl.SSLCertVerificationError:
        return NOT_TRUSTED
    except (OSError, http.client.HTTPException, ValueError):
        return SILENT


def _follow(link: str, until: float, ways: Ways) -> str:
    for _ in range(MOST_REDIRECTS + 1):
        address = address_of(link)
        if address is None:
            return ""
        status, onward = _answer(address, until, ways)
        if not onward:
            return _words(status)
        link = urljoin(link, onward)
    return TOO_MANY


def _words(status: int) -> str:
    """A page that wants a name, or is busy, is there: it only does not open for a program."""
    if status in {404, 410}:
        return f"{GONE} ({status})."
    return f"{FAILS} ({status})." if 500 <= status <= 599 else ""


def _answer(address: Address, until: float, ways: Ways) -> tuple[int, str]:
    """The status that a server answers, and where it sends on; asked once more with GET where it refuses HEAD."""
    places = _places(address, until, ways)
    status, onward = _ask("HEAD", address, places, until, ways)
    if status >= 400 and status != 429:
        status, onward = _ask("GET", address, places, until, ways)
    return status, onward


def _places(address: Address, until: float, ways: Ways) -> list[str]:
    """The addresses of the name, if every one of them is on the open internet."""
    places = ways.resolve(address.host, address.port, _left(until))
    if not places or not all(map(is_open, places)):
        raise NotOpen
    return places[:MOST_ADDRESSES]


def _ask(method: str, address: Address, places: list[str], until: float, ways: Ways) -> tuple[int, str]:
    asked = http.client.HTTPConnection(address.host, address.port)
    asked.auto_open = 0  # it never looks a name up by itself
    asked.default_port = address.port
    held = _connected(address, places, until, ways)
    asked.sock = _Line(held, until)  # type: ignore[assignment]
    try:
        asked.request(method, address.target, headers=HEADERS)
        with asked.getresponse() as answer:
            return answer.status, (answer.getheader("Location") or "") if answer.status in SENDS_ON else ""
    finally:
        held.close()


def _connected(address: Address, places: list[str], until: float, ways: Ways) -> socket.socket:
    """A connection to the first of these addresses that takes one; where it is secure, to the right server."""
    refused: OSError = ConnectionRefusedError()
    for at, place in enumerate(places):
        try:
            held = ways.connect(place, address.port, _left(until) / (len(places) - at))
        except OSError as error:
            refused = error
            continue
        if not address.is_secure:
            return held
        held.settimeout(_left(until))
        try:
            return ways.tls.wrap_socket(held, server_hostname=address.host)
        except BaseException:
            held.close()
            raise
    raise refused
