"""No test leaves this machine: a connection to anything but loopback fails with a sentence."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest

LOCAL_NAMES = {"localhost", "testserver", "", None}


def is_local(host: Any) -> bool:
    """Whether a host is this machine itself."""
    if host in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse(host: Any) -> None:
    """Fail the test that wanted to leave."""
    raise PermissionError(f"A test wanted to reach {host!r}: tests stay on this machine.")


@pytest.fixture(scope="session", autouse=True)
def closed_network() -> Iterator[None]:
    """Names are looked up and connections made for this machine only, in all tests."""
    look_up, connect = socket.getaddrinfo, socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_local(address[0]):
            refuse(address[0])
        connect(self, address)

    def look_up_here(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if not is_local(name) and name not in {"0.0.0.0", "::"}:
            refuse(name)
        return look_up(host, *args, **kwargs)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect_here)
    patch.setattr(socket, "getaddrinfo", look_up_here)
    yield
    patch.undo()
