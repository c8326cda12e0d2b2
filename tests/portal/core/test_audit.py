"""The audit log: sealed after the commit, refused by the database to change, and any tampering named."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from portal.core import audit
from portal.core.append_only import protect, release
from portal.core.models import AuditHead, AuditLink
from portal.districts.models import District
from tests.parallel import together

pytestmark = pytest.mark.django_db(transaction=True)
ENTRY, LINK = "wagtailcore_modellogentry", "core_auditlink"


@pytest.fixture
def chain(district: District) -> list[ModelLogEntry]:
    """Five audit rows, sealed."""
    return [audit.record(district, "letters.void", actor=None, reason=f"sample {number}") for number in range(5)]


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def guards_down() -> Iterator[None]:
    """As an attacker who owns the database."""
    with connection.schema_editor() as editor:
        release(editor, ENTRY, LINK)
    yield
    with connection.schema_editor() as editor:
        protect(editor, ENTRY, LINK)


def verify() -> dict[str, Any]:
    out = StringIO()
    exit_code = 0
    try:
        call_command("verify_audit", "--json", stdout=out)
    except CommandError as failure:
        exit_code = failure.returncode
    return {**json.loads(out.getvalue()), "exit": exit_code}


def test_record_is_sealed_once_it_is_committed(district: District) -> None:
    with transaction.atomic():
        audit.record(district, "letters.void", actor=None)
        assert not AuditLink.objects.exists()
    assert AuditLink.objects.count() == AuditHead.objects.get().sequence == 1
    assert verify() | {"head": ""} == {"rows": 1, "head": "", "unsealed": 0, "broken": None, "exit": 0}


def test_record_that_is_rolled_back_leaves_nothing(chain: Any, district: District) -> None:
    with transaction.atomic():
        audit.record(district, "letters.void", actor=None)
        transaction.set_rollback(True)
    assert ModelLogEntry.objects.count() == AuditLink.objects.count() == 5
    assert verify()["exit"] == 0


def test_pages_of_the_editor_are_in_the_same_chain(chain: Any) -> None:
    PageLogEntry.objects.log_action(Page.objects.get(depth=1), "wagtail.edit")
    assert AuditLink.objects.get(sequence=6).table == "page"
    assert verify()["exit"] == 0


@pytest.mark.parametrize("table", [ENTRY, LINK, "wagtailcore_pagelogentry"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET {} = {}"])
def test_database_refuses_to_change_or_remove_a_row(chain: Any, table: str, statement: str) -> None:
    PageLogEntry.objects.log_action(Page.objects.get(depth=1), "wagtail.edit")
    column = "digest" if table == LINK else "label"
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        sql(statement.format(table, column, column))
    assert verify()["exit"] == 0


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("data", '{"reason": "sample X"}'),
        ("label", "Sample District a"),
        ("action", "letters.sigm"),
        ("object_id", "999"),
        ("timestamp", "2026-01-01 00:00:00"),
        ("user_id", "7"),
        ("uuid", "0" * 32),
        ("content_changed", "1"),
    ],
)
def test_one_changed_value_is_found_and_named(chain: Any, column: str, value: str) -> None:
    with guards_down():
        sql(f"UPDATE {ENTRY} SET {column} = %s WHERE id = %s", value, chain[2].pk)
    facts = verify()
    assert facts["broken"] == f"The audit row 3 (model entry {chain[2].pk}) was changed after it was written."
    assert facts["exit"] == 1


def test_removed_row_is_named(chain: Any) -> None:
    with guards_down():
        sql(f"DELETE FROM {ENTRY} WHERE id = %s", chain[1].pk)
    assert verify()["broken"] == f"The audit row 2 (model entry {chain[1].pk}) was removed."


def test_removed_link_is_named(chain: Any) -> None:
    with guards_down():
        sql(f"DELETE FROM {LINK} WHERE sequence = 2")
    assert verify()["broken"].startswith("Audit row 2 is missing: the chain goes on at audit row 3")


def test_cut_end_is_named(chain: Any) -> None:
    with guards_down():
        sql(f"DELETE FROM {ENTRY} WHERE id IN (%s, %s)", chain[3].pk, chain[4].pk)
        sql(f"DELETE FROM {LINK} WHERE sequence > 3")
    assert verify()["broken"] == "The end of the chain was cut: 5 rows were written, 3 are there."


def test_swapped_rows_are_named(chain: Any) -> None:
    with guards_down():
        sql(f"UPDATE {LINK} SET entry_id = 0 WHERE sequence = 1")
        sql(f"UPDATE {LINK} SET entry_id = %s WHERE sequence = 2", chain[0].pk)
        sql(f"UPDATE {LINK} SET entry_id = %s WHERE sequence = 1", chain[1].pk)
    assert verify()["broken"].startswith("The audit row 1 ")


def test_link_beyond_the_end_is_named(chain: Any) -> None:
    sql(f"INSERT INTO {LINK} VALUES (6, 'model', 99, 'd', 'c')")
    assert "was not written by the portal" in verify()["broken"]


def test_row_written_past_the_portal_is_named_and_never_sealed(chain: Any) -> None:
    columns = ", ".join(
        connection.ops.quote_name(field.column)
        for field in ModelLogEntry._meta.fields
        if field.name not in {"id", "uuid"}
    )
    uuid = "uuid" if connection.vendor == "postgresql" else "text"
    sql(
        f"INSERT INTO {ENTRY} (uuid, {columns}) SELECT CAST(%s AS {uuid}), {columns} FROM {ENTRY} WHERE id = %s",
        "f" * 32,
        chain[0].pk,
    )
    forged = ModelLogEntry.objects.latest("pk")
    facts = verify()
    assert facts["broken"] == f"The model entry {forged.pk} (letters.void) was not written by the portal."
    assert (facts["exit"], facts["unsealed"]) == (1, 1)
    with pytest.raises(CommandError, match=f"model entry {forged.pk}"):
        call_command("seal_audit", stdout=StringIO())
    assert AuditLink.objects.count() == 5


def test_row_that_a_crash_left_unsealed_is_sealed_later(chain: Any, district: District) -> None:
    with pytest.MonkeyPatch.context() as crash:
        crash.setattr(audit, "seal", lambda *args: None)
        audit.record(district, "letters.void", actor=None, reason="Seen, “quoted”, 5 < 6", at=chain[0].timestamp)
    facts = verify()
    assert (facts["unsealed"], facts["broken"], facts["exit"]) == (1, None, 0)
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "1 rows are not sealed yet" in out.getvalue()
    call_command("seal_audit", stdout=out)
    assert "1 rows sealed." in out.getvalue()
    assert verify()["unsealed"] == 0


def test_sealing_by_eight_at_once_gives_one_unbroken_chain(district: District) -> None:
    def write(number: int) -> None:
        for turn in range(5):
            audit.record(district, "letters.void", actor=None, reason=f"{number}-{turn}")

    assert together(8, write) == [None] * 8
    assert verify() | {"head": ""} == {"rows": 40, "head": "", "unsealed": 0, "broken": None, "exit": 0}


def test_verify_says_in_words_what_is_wrong(chain: Any) -> None:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert out.getvalue().startswith("5 audit rows hold. Head of the chain: ")
    with guards_down():
        sql(f"DELETE FROM {ENTRY} WHERE id = %s", chain[4].pk)
    with pytest.raises(CommandError, match="audit row 5"):
        call_command("verify_audit")
