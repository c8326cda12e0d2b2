"""Twenty people write at the same moment, through the real server, into the embedded database."""

import ast
import os
import re
import sqlite3
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.server import ROOT, Server
from tests.plugins.database import lay_migrated_sqlite

WRITERS = 20
PASSWORD = "seven herons cross the reservoir"


@pytest.fixture
def embedded_server(django_db_setup, tmp_path):
    """The portal as `make run` serves it, its worker included, on a database of its own."""
    lay_migrated_sqlite(tmp_path / "portal.sqlite3")
    server = Server(
        "--without-demo",
        DJANGO_SETTINGS_MODULE="portal.settings",
        DATABASE_URL="",
        REDIS_URL="",
        STATE_DIR=str(tmp_path),
        STATIC_ROOT=str(settings.STATE_DIR / "test-static"),
        PROXY_COUNT="1",
    )
    server.start()
    yield server
    server.stop()


def sign_up(address: str, number: int, ready: threading.Barrier) -> tuple[int, str]:
    """Open the sign-up page, wait for all others, send the form; the answer's status and where it led.

    Each comes from an address of their own, as a proxy would tell: sign-ups from one address are limited.
    """
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    opener.addheaders = [("X-Forwarded-For", f"198.51.100.{number + 1}")]
    page = opener.open(f"{address}/accounts/signup/", timeout=60).read().decode()
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    fields |= {"email": f"writer{number}@example.org", "password1": PASSWORD}
    ready.wait(60)
    request = urllib.request.Request(f"{address}/accounts/signup/", urllib.parse.urlencode(fields).encode())
    with opener.open(request, timeout=120) as answer:
        return answer.status, answer.url


def accounts_in(database: Path) -> int:
    """How many accounts there are."""
    connection = sqlite3.connect(database)
    try:
        return connection.execute("SELECT count(*) FROM accounts_user").fetchone()[0]
    finally:
        connection.close()


def test_twenty_simultaneous_writers_find_the_database_open(embedded_server, tmp_path):
    ready = threading.Barrier(WRITERS)
    with ThreadPoolExecutor(WRITERS) as pool:
        answers = list(pool.map(lambda number: sign_up(embedded_server.address, number, ready), range(WRITERS)))
    assert {status for status, _ in answers} == {200}, embedded_server.log()
    assert all("/accounts/confirm-email/" in url for _, url in answers), answers
    assert accounts_in(tmp_path / "portal.sqlite3") == WRITERS
    assert "locked" not in embedded_server.log()


def second_of_two_writers(database: Path, begin: str) -> str:
    """What the second of two transactions that read before they write is told, while the first writes and commits."""
    first, second = (sqlite3.connect(database, timeout=5, isolation_level=None) for _ in range(2))
    try:
        first.execute("PRAGMA journal_mode=WAL")
        first.execute("CREATE TABLE IF NOT EXISTS counter (n INTEGER)")
        first.execute(begin)
        if begin == "BEGIN":  # a deferred transaction lets the second one in
            second.execute(begin)
            second.execute("SELECT * FROM counter").fetchall()
        first.execute("INSERT INTO counter VALUES (1)")
        first.execute("COMMIT")
        if begin != "BEGIN":
            second.execute(begin)
        second.execute("INSERT INTO counter VALUES (2)")
        second.execute("COMMIT")
        return "written"
    except sqlite3.OperationalError as failure:
        return str(failure)
    finally:
        first.close()
        second.close()


def test_writers_are_locked_out_where_transactions_begin_deferred(tmp_path):
    """The control: Django's default way of beginning loses the second writer at once, whatever the timeout."""
    assert settings_of_transactions() == "IMMEDIATE"
    assert second_of_two_writers(tmp_path / "deferred.sqlite3", "BEGIN") == "database is locked"
    assert second_of_two_writers(tmp_path / "immediate.sqlite3", "BEGIN IMMEDIATE") == "written"


def settings_of_transactions() -> str:
    """How the portal begins transactions on its embedded database."""
    shown = subprocess.run(
        [sys.executable, "-c", "from portal.settings import DATABASES as d; print(d['default']['OPTIONS'])"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return ast.literal_eval(shown)["transaction_mode"]
