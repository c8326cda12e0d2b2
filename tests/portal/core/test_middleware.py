"""Around every answer: security headers, request ids, log lines without secrets, and a sentence instead of an error."""

import io
import json
import logging
import re
import sqlite3
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.test import Client

from applications.letters.models import Letter
from portal.core import middleware
from portal.core.logs import JsonFormatter
from portal.core.middleware import is_database_away
from tests.factories.intake import completed, signed_by

pytestmark = pytest.mark.django_db
NONCE = re.compile(r"'nonce-([^']+)'")


def break_views(monkeypatch: pytest.MonkeyPatch, failure: Exception, inside: str = "view") -> None:
    """Let the start page's view, or the middleware before it, fail."""

    def fail(*args: Any, **kwargs: Any) -> None:
        raise failure

    monkeypatch.setattr("django.contrib.auth.get_user" if inside == "middleware" else "portal.core.health.report", fail)


@pytest.fixture
def every_kind(
    client_for: Any,
    lead: Any,
    superintendent: Any,
    facilitator: Any,
    letter: Letter,
    monkeypatch: pytest.MonkeyPatch,
) -> dict[str, Any]:
    """One answer of each kind."""
    client = client_for(lead, raise_request_exception=False)
    default_storage.delete("images/sample.png")
    default_storage.save("images/sample.png", ContentFile(b"\x89PNG"))
    completed(letter, superintendent=superintendent, facilitator=facilitator)
    answers = {
        "page": client.get("/"),
        "own page": client.get("/start/"),
        "redirect": client.get("/resume/"),
        "download": client.get(letter.get_absolute_url() + "letter.pdf"),
        "media": client.get("/media/images/sample.png"),
        "not found": client.get("/nowhere/"),
        "refused": client.get("/outbox/"),
        "method": client.post("/start/"),
        "bad": client.get("/districts/?q=%00"),
        "host": client.get("/", headers={"Host": "evil.example"}),
        "health": client.get("/healthz"),
        "form": Client(enforce_csrf_checks=True).post("/accounts/login/"),
        "logged out": client.post("/accounts/logout/"),
    }
    break_views(monkeypatch, RuntimeError("broken"))
    answers["error"] = client.get("/readyz")
    break_views(monkeypatch, OperationalError("gone"))
    answers["away"] = client.get("/readyz")
    return answers


def test_every_answer_has_its_status_and_all_headers(every_kind: dict[str, Any]) -> None:
    assert {kind: answer.status_code for kind, answer in every_kind.items()} == {
        "page": 200, "own page": 200, "redirect": 302, "download": 200, "media": 200, "not found": 404, "refused": 403,
        "method": 405, "bad": 400, "host": 400, "health": 200, "form": 403, "logged out": 302,
        "error": 500, "away": 503,
    }  # fmt: skip
    for kind, answer in every_kind.items():
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy, kind
        assert "unsafe" not in policy, kind
        if kind != "download":
            assert "frame-ancestors 'self'" in policy, kind
            assert "object-src 'none'" in policy, kind
            assert "base-uri 'none'" in policy, kind
        assert answer["X-Content-Type-Options"] == "nosniff", kind
        assert answer["Referrer-Policy"] == "same-origin", kind
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", kind
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin", kind
        assert "camera=()" in answer["Permissions-Policy"], kind
        assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-ID"]), kind


def test_error_pages_are_in_the_look_of_the_portal_and_tell_nothing(every_kind: dict[str, Any]) -> None:
    for kind in ("not found", "refused", "bad", "form", "error", "away"):
        page = every_kind[kind].content.decode()
        assert "<h1>" in page, kind
        assert "ui/" in page, kind  # its style sheet
        assert not re.search(r"Traceback|broken|OperationalError|portal\.core", page), kind
    assert every_kind["away"]["Retry-After"] == "10"


def test_answers_to_a_signed_in_person_are_kept_by_nobody(every_kind: dict[str, Any]) -> None:
    for kind in ("page", "own page", "redirect", "download", "not found", "refused"):
        assert every_kind[kind]["Cache-Control"] == "private, no-store", kind
        if kind != "download":
            assert "Cookie" in every_kind[kind]["Vary"], kind


def test_signing_out_clears_what_the_browser_kept(every_kind: dict[str, Any]) -> None:
    assert every_kind["logged out"]["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in every_kind["own page"]


def test_nonce_is_new_for_each_page_and_the_page_uses_it(client: Client) -> None:
    pages = [client.get("/accounts/login/") for _ in range(2)]
    nonces = [NONCE.search(page["Content-Security-Policy"]) for page in pages]
    found = [nonce.group(1) for nonce in nonces if nonce]
    assert len(set(found)) == len(found)
    for page in pages:
        used = re.findall(r'nonce="([^"]+)"', page.content.decode())
        assert all(nonce in page["Content-Security-Policy"] for nonce in used)


def test_editor_alone_may_have_scripts_in_its_pages(client: Client) -> None:
    assert "'unsafe-inline'" in client.get("/cms/login/", follow=False)["Content-Security-Policy"]
    for path in ("/", "/cms", "/cmsx/", "/accounts/login/", "/styleguide/"):
        assert "unsafe" not in client.get(path)["Content-Security-Policy"]


def test_foreign_frames_are_refused(client: Client) -> None:
    answer = client.get("/")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_rule_that_says_no_is_a_page_with_its_sentence(client_for: Any, superintendent: Any, letter: Letter) -> None:
    signed_by(letter, superintendent)
    facts = {"consent": "on", "typed_name": "Sample", "shown_hash": letter.text_hash}
    answer = client_for(superintendent).post(letter.get_absolute_url() + "sign/", facts)
    assert answer.status_code == 409
    assert "Cannot sign: it is already waiting for the department." in answer.content.decode()


@pytest.mark.parametrize("inside", ["view", "middleware"])
def test_database_away_is_a_calm_page_wherever_it_is_met(
    client_for: Any, lead: Any, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    client = client_for(lead, raise_request_exception=False)
    break_views(monkeypatch, OperationalError("connection refused"), inside)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "Nothing that was saved is lost" in answer.content.decode()


@pytest.mark.parametrize("inside", ["view", "middleware"])
def test_wrong_statement_of_ours_is_not_taken_for_a_database_away(
    client_for: Any, lead: Any, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    client = client_for(lead, raise_request_exception=False)
    break_views(monkeypatch, sqlite_failure("SELECT * FROM nowhere"), inside)
    assert client.get("/readyz").status_code == 500


def sqlite_failure(statement: str) -> OperationalError:
    try:
        sqlite3.connect(":memory:").execute(statement)
    except sqlite3.OperationalError as cause:
        failure = OperationalError(str(cause))
        failure.__cause__ = cause
    return failure


def test_locked_database_of_ours_is_away_and_comes_back(tmp_path: Any) -> None:
    path = tmp_path / "locked.sqlite3"
    writing, waiting = sqlite3.connect(path), sqlite3.connect(path, timeout=0.1)
    writing.execute("BEGIN IMMEDIATE")
    try:
        waiting.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as cause:
        failure = OperationalError(str(cause))
        failure.__cause__ = cause
    assert is_database_away(failure)


@pytest.mark.parametrize(
    ("failure", "away"),
    [
        (OperationalError("connection refused"), True),
        (ProgrammingError("no such column"), False),
        (RuntimeError("other"), False),
        (None, False),
    ],
)
def test_only_a_database_that_does_not_answer_is_away(failure: Any, away: bool) -> None:
    assert is_database_away(failure) is away


def test_interface_error_means_a_lost_connection_on_postgresql_only(monkeypatch: pytest.MonkeyPatch) -> None:
    failure = InterfaceError(psycopg.InterfaceError("connection already closed"))
    assert is_database_away(failure) is (connection.vendor == "postgresql")


# Logs ------------------------------------------------------------------------------


@pytest.fixture
def logged() -> Iterator[list[dict[str, Any]]]:
    """What the portal logs, as its handler writes it: each entry must be one line of JSON."""
    out, lines = io.StringIO(), []
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonFormatter())
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)

    class Lines(list):
        def read(self) -> list[dict[str, Any]]:
            lines[:] = [json.loads(line) for line in out.getvalue().splitlines()]
            return lines

    yield Lines()
    root.removeHandler(handler)
    root.setLevel(before)


def test_log_line_says_who_what_and_when(logged: Any, client_for: Any, lead: Any) -> None:
    answer = client_for(lead).get("/start/?q=secret-question")
    (line,) = [line for line in logged.read() if line["message"] == "answered"]
    assert (line["method"], line["path"], line["status"], line["user"]) == ("GET", "/start/", 200, lead.pk)
    assert line["request"] == answer["X-Request-ID"]
    assert line["ms"] >= 0


def test_log_lines_cannot_be_forged(logged: Any, client: Client) -> None:
    client.get("/a%0a{%22level%22:%22INFO%22,%22message%22:%22login ok%22}%0d%0ab/")
    logging.getLogger("portal").warning("name: %s", "a\nINFO login ok user=admin\r\u2028x")
    lines = logged.read()
    assert not [line for line in lines if line["message"] == "login ok"]
    assert next(line for line in lines if "INFO login ok" in line["message"])["level"] == "WARNING"


def test_log_lines_hold_no_form_data_and_no_secrets(logged: Any, client: Client, settings: Any) -> None:
    secrets = {"login": "who@example.org", "password": "correct horse battery", "next": "/x-next/"}
    client.post("/accounts/login/?secret=in-the-query", secrets, headers={"Authorization": "Bearer token-here"})
    client.get("/accounts/password/reset/key/1a-thesecretkey123/")
    client.get("/districts/invitations/thesecrettoken456/")
    text = json.dumps(logged.read())
    for secret in (*secrets.values(), "in-the-query", "token-here", "thesecretkey123", "thesecrettoken456"):
        assert secret not in text
    assert settings.SECRET_KEY not in text


def test_request_id_is_taken_from_a_proxy_only_where_there_is_one(client: Client, settings: Any) -> None:
    sent = {"X-Request-ID": "abcdef-123456"}
    assert client.get("/healthz", headers=sent)["X-Request-ID"] != "abcdef-123456"
    settings.PROXY_COUNT = 1
    assert client.get("/healthz", headers=sent)["X-Request-ID"] == "abcdef-123456"
    for evil in ("a", "x" * 65, "a\r\nSet-Cookie: b=c", "<script>alert(1)"):
        assert client.get("/healthz", headers={"X-Request-ID": evil})["X-Request-ID"] != evil


def test_permissions_of_the_browser_are_all_off() -> None:
    assert all(part.strip().endswith("=()") for part in middleware.PERMISSIONS.split(","))
