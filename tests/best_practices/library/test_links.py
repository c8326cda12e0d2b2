"""Links in practices: found in the record, asked without ever asking a private place."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from best_practices.library import reaching
from best_practices.library.links import MOST_ASKED, address_of, chosen, is_open, links_in
from best_practices.library.reaching import Ways, look_up, reach

OPEN = "93.184.215.14"
PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "not an address",
]


class Site(BaseHTTPRequestHandler):
    """A small web site; what it was asked is kept in its server."""

    def answer(self) -> None:
        self.server.asked.append((self.command, self.headers["Host"], self.path))  # type: ignore[attr-defined]
        status, location = self.server.pages.get(self.path, (404, ""))  # type: ignore[attr-defined]
        if status == "get":
            status = 405 if self.command == "HEAD" else 200
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = answer

    def log_message(self, *args: Any) -> None:
        """Nothing."""


class World:
    """A fake internet: names and their addresses, all of which are one server of this machine."""

    def __init__(self, server: HTTPServer) -> None:
        self.server, self.asked = server, server.asked  # type: ignore[attr-defined]
        self.pages: dict[str, Any] = {}
        server.pages = self.pages  # type: ignore[attr-defined]
        self.names: dict[str, list[str]] = {"site.example": [OPEN]}
        self.looked_up: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.ways = Ways(resolve=self.resolve, connect=self.connect)

    def resolve(self, host: str, port: int, seconds: float) -> list[str]:
        self.looked_up.append(host)
        return self.names.get(host, [])

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((address, port))
        return socket.create_connection(self.server.server_address[:2], timeout=seconds)

    def reach(self, link: str) -> str:
        return reach(link, self.ways)


@pytest.fixture
def world() -> Iterator[World]:
    server = HTTPServer(("127.0.0.1", 0), Site)
    server.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield World(server)
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://a.example/b.", ["https://a.example/b"]),
        (
            "(https://a.example/b_(c)), and HTTP://A.example/?q=1#part!",
            ["https://a.example/b_(c)", "HTTP://A.example/?q=1"],
        ),
        ("“https://a.example/”", ["https://a.example/"]),
        ("https://a.example https://a.example", ["https://a.example"]),
        ("ftp://a.example javascript:alert(1) a.example mail@a.example", []),
        ("https://a.example:8443/ http://me:secret@a.example/ http:///x https://[::1", []),
        ("https://a.example/" + "x" * 600, []),
    ],
)
def test_links_are_found_in_texts_each_once(text: str, found: list[str]) -> None:
    assert links_in({"summary": text}) == found
    assert links_in({"steps": [["", text, text]], "file_1": {"file": 3, "name": "a"}, "waivers": []}) == found


def test_address_is_only_what_may_be_asked() -> None:
    address = address_of("https://Bücher.example./ä b?q=ü")
    assert address is not None
    assert (address.host, address.port, address.target) == ("xn--bcher-kva.example", 443, "/%C3%A4%20b?q=%C3%BC")
    for link in (
        "file:///etc/passwd",
        "http://a.example:22/",
        "https://a.example:80/",
        "http://a%0d%0a.example/",
        "//x",
    ):
        assert address_of(link) is None, link


def test_chosen_takes_what_failed_first_and_turns_by_the_day() -> None:
    links = [f"https://a.example/{number:04}" for number in range(1200)]
    failing, day = links[1000:1010], date(2026, 3, 2)
    runs = [chosen(links, [*failing, "https://gone.example/"], day + timedelta(days=number)) for number in range(10)]
    assert all(len(set(run)) == MOST_ASKED and run[:10] == failing for run in runs)
    assert {link for run in runs for link in run} == set(links)
    assert chosen(links[:3], [], day) == links[:3]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_open(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", [OPEN, "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
def test_public_addresses_are_open(address: str) -> None:
    assert is_open(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_place_is_never_asked(address: str, world: World) -> None:
    world.names["inside.example"] = [address]
    assert world.reach("http://inside.example/") == reaching.NOT_OPEN
    world.names["inside.example"] = [OPEN, address]
    assert world.reach("https://inside.example/") == reaching.NOT_OPEN
    assert world.connected == []


@pytest.mark.parametrize("address", PRIVATE)
def test_redirect_to_a_private_place_is_never_followed(address: str, world: World) -> None:
    world.names["inside.example"] = [address]
    world.pages["/"] = (302, "http://inside.example/secret")
    assert world.reach("http://site.example/") == reaching.NOT_OPEN
    assert world.connected == [(OPEN, 80)]
    assert world.asked == [("HEAD", "site.example", "/")]


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:7f00:1]", "169.254.169.254", "2130706433", "0x7f.1"])
def test_address_typed_as_numbers_is_looked_at_as_any_other(
    host: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = Ways(resolve=look_up, connect=world.connect)
    assert reach(f"http://{host}/", ways) == reaching.NOT_OPEN
    world.pages["/"] = (307, f"http://{host}/")
    both = Ways(resolve=lambda name, *a: [OPEN] if name == "site.example" else look_up(name, *a), connect=world.connect)
    assert reach("http://site.example/", both) == reaching.NOT_OPEN
    assert world.connected == [(OPEN, 80)]


def test_name_that_changes_its_address_is_asked_where_it_was_looked_up(world: World) -> None:
    world.pages["/"] = ("get", "")
    answers = iter([[OPEN], ["127.0.0.1"]])
    ways = Ways(resolve=lambda *_: next(answers), connect=world.connect)
    assert reach("http://site.example/", ways) == ""
    assert world.connected == [(OPEN, 80), (OPEN, 80)]
    assert [method for method, _, _ in world.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("status", "words"),
    [(200, ""), (204, ""), (401, ""), (403, ""), (429, ""), (404, "not there any more"), (410, "410"), (503, "error")],
)
def test_answers_are_told_in_words(status: int, words: str, world: World) -> None:
    world.pages["/page"] = (status, "")
    said = world.reach("http://site.example/page")
    assert words in said
    assert bool(said) == bool(words)
    assert {host for _, host, _ in world.asked} == {"site.example"}


def test_head_is_enough_where_it_is_answered(world: World) -> None:
    world.pages["/page?q=1"] = (200, "")
    world.reach("http://site.example/page?q=1")
    assert world.asked == [("HEAD", "site.example", "/page?q=1")]


def test_three_redirects_are_followed_and_no_fourth(world: World) -> None:
    world.pages |= {f"/{number}": (302, f"/{number + 1}") for number in range(9)}
    world.pages["/4"] = (200, "")
    assert world.reach("http://site.example/1") == ""
    assert world.looked_up == ["site.example"] * 4
    assert world.reach("http://site.example/0") == reaching.TOO_MANY
    assert world.asked[-1][2] == "/3"


@pytest.mark.parametrize("onward", ["ftp://a.example/", "http://site.example:8080/", "file:///etc/passwd", "http://[x"])
def test_redirect_to_another_kind_of_place_is_not_followed(onward: str, world: World) -> None:
    world.pages["/"] = (301, onward)
    world.reach("http://site.example/")
    assert len(world.connected) == 1


def test_unknown_name_and_silent_server_are_told(world: World) -> None:
    assert world.reach("http://nowhere.example/") == reaching.NOT_OPEN

    def refuse(*_: Any) -> socket.socket:
        raise ConnectionRefusedError

    assert reach("http://site.example/", Ways(resolve=world.resolve, connect=refuse)) == reaching.SILENT


def test_next_address_of_a_name_is_tried(world: World) -> None:
    world.pages["/"] = (200, "")
    world.names["site.example"] = ["2606:2800:21f:cb07::1", OPEN]

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        if ":" in address:
            raise OSError("no route")
        return world.connect(address, port, seconds)

    assert reach("http://site.example/", Ways(resolve=world.resolve, connect=connect)) == ""


@pytest.fixture
def listen() -> Iterator[Callable[[Callable[[socket.socket], None]], Ways]]:
    """A server that treats each connection as it is told."""
    opened: list[socket.socket] = []

    def begin(treat: Callable[[socket.socket], None]) -> Ways:
        server = socket.create_server(("127.0.0.1", 0))
        opened.append(server)

        def serve() -> None:
            try:
                held, _ = server.accept()
                with held:
                    treat(held)
            except OSError:
                pass

        threading.Thread(target=serve, daemon=True).start()
        here = server.getsockname()
        return Ways(lambda *_: [OPEN], lambda place, port, seconds: socket.create_connection(here, timeout=seconds))

    yield begin
    for server in opened:
        server.close()


def test_server_that_drips_is_left_in_time(listen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "SECONDS", 0.4)

    def drip(held: socket.socket) -> None:
        for sign in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 500:
            held.sendall(bytes([sign]))
            time.sleep(0.05)

    begun = time.monotonic()
    assert reach("http://site.example/", listen(drip)) == reaching.TOO_SLOW
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("sent", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 302 Found\r\nLocation: http://a b\r\n\r\n"])
def test_server_that_speaks_otherwise_is_told_and_nothing_fails(sent: bytes, listen: Any) -> None:
    def speak(held: socket.socket) -> None:
        held.recv(1000)
        held.sendall(sent)

    assert reach("http://site.example/", listen(speak)) in {reaching.SILENT, ""}


def certificate_for(name: str, folder: Any) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """How a server of this name speaks, and how somebody listens who trusts it."""
    key, subject = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    file = folder / "server.pem"
    unlocked = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, unlocked)
    file.write_bytes(private + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cafile=file)


def test_secure_server_is_asked_by_its_name_and_must_prove_it(listen: Any, tmp_path: Any) -> None:
    server, trusting = certificate_for("site.example", tmp_path)
    names: list[str | None] = []
    server.sni_callback = lambda held, name, context: names.append(name)
    heard: list[bytes] = []

    def speak(held: socket.socket) -> None:
        with server.wrap_socket(held, server_side=True) as safe:
            heard.append(safe.recv(1000))
            safe.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    def asked(link: str, tls: ssl.SSLContext) -> str:
        plain = listen(speak)
        return reach(link, Ways(plain.resolve, plain.connect, tls))

    assert asked("https://site.example/page", trusting) == ""
    assert heard[0].startswith(b"HEAD /page HTTP/1.1\r\nHost: site.example\r\n")
    assert names == ["site.example"]
    assert asked("https://other.example/", trusting) == reaching.NOT_TRUSTED
    assert asked("https://site.example/", ssl.create_default_context()) == reaching.NOT_TRUSTED


def test_names_are_looked_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert look_up("localhost", 80, 2) != []
    assert look_up("leaves-this-machine.example", 80, 2) == []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: time.sleep(1) or [])
    begun = time.monotonic()
    assert look_up("slow.example", 80, 0.05) == []
    assert time.monotonic() - begun < 0.8


def test_usual_connection_goes_to_the_address_it_is_given(world: World) -> None:
    host, port = world.server.server_address[:2]
    with reaching.connect(str(host), int(port), 1) as held:
        assert held.getpeername() == (host, port)
    assert reaching.usual_ways().tls.verify_mode == ssl.CERT_REQUIRED
