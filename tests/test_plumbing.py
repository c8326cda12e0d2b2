"""The plumbing of the tests itself: a test that commits leaves nothing behind, and no test leaves this machine."""

import socket
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected
from wagtail.models import Page

from portal.accounts.models import User
from portal.core.models import AuditHead
from tests.plugins.database import asks_a_database, restore_postgres

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("time", ["first", "second"])
def test_committed_rows_are_gone_in_the_next_test(time):
    assert not User.objects.exists()
    assert AuditHead.objects.get(pk=1).sequence == 0
    assert Page.objects.exists()
    assert cache.get("left") is None
    User.objects.create_user("ada@example.org", "a long enough password")
    AuditHead.objects.filter(pk=1).update(sequence=7)
    Page.objects.filter(depth=1).update(title="Changed")
    cache.set("left", "behind")


def test_append_only_tables_still_refuse_a_change():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO core_auditlink VALUES (1, 'model', 1, 'd', 'c')")
        for wrong in ("UPDATE core_auditlink SET digest = 'e'", "DELETE FROM core_auditlink"):
            with pytest.raises(Exception, match="append-only"):
                cursor.execute(wrong)


def test_connections_to_other_machines_are_refused():
    with pytest.raises(PermissionError, match="tests stay on this machine"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(PermissionError, match="tests stay on this machine"):
        socket.getaddrinfo("example.org", 443)


@pytest.mark.parametrize(
    ("marks", "fixtures", "asks"),
    [
        (["django_db"], [], True),
        ([], ["rows", "db"], True),
        ([], ["world", "django_db_setup"], True),
        ([], ["tmp_path"], False),
        (["before_database"], ["world", "django_db_setup"], False),
    ],
)
def test_what_asks_no_database_is_left_out_on_the_second(marks: list[str], fixtures: list[str], asks: bool) -> None:
    item: Any = SimpleNamespace(fixturenames=fixtures, get_closest_marker=lambda name: name in marks or None)
    assert asks_a_database(item) is asks


def deadlock() -> OperationalError:
    failed = OperationalError("deadlock detected")
    failed.__cause__ = DeadlockDetected()
    return failed


def test_database_is_put_back_again_after_a_deadlock(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [deadlock(), deadlock(), None]

    def once(rows: dict[str, bytes]) -> None:
        if failed := told.pop(0):
            raise failed

    monkeypatch.setattr("tests.plugins.database.restore_once", once)
    restore_postgres({})
    assert told == []


@pytest.mark.parametrize("failed", [OperationalError("gone"), deadlock()])
def test_database_that_cannot_be_put_back_is_told(monkeypatch: pytest.MonkeyPatch, failed: Exception) -> None:
    def once(rows: dict[str, bytes]) -> None:
        raise failed

    monkeypatch.setattr("tests.plugins.database.restore_once", once)
    with pytest.raises(OperationalError):
        restore_postgres({})
