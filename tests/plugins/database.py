"""The test database: migrated once for each state of the migrations, then copied for every session of tests.

A test that commits (`transactional_db`) leaves its rows behind; after it the rows of the migrations are put back as
they were, the head of the audit chain and Wagtail's root page among them.
"""

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test import TransactionTestCase
from django.test.utils import setup_databases
from psycopg.errors import DeadlockDetected

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT_TABLES = {"django_migrations"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "django_db_blocker"}


def migrations_fingerprint(root: Path = ROOT) -> str:
    """A short hash over all that shapes an empty database: our migrations, what they use, the locked packages."""
    told = hashlib.sha256()
    shaping = [*root.glob("*/*/migrations/*.py"), *root.glob("portal/core/append_only.py"), root / "requirements.lock"]
    for path in sorted(shaping):
        told.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return told.hexdigest()[:12]


def make_database() -> None:
    """Create what is missing of the test database and migrate it."""
    setup_databases(verbosity=0, interactive=False, keepdb=True, serialized_aliases=set())


# SQLite: a file, and a template file beside it ------------------------------------


def sqlite_template() -> Path:
    """The migrated, empty database that sessions copy."""
    return Path(settings.STATE_DIR) / f"test-template-{migrations_fingerprint()}.sqlite3"


def prepare_sqlite() -> Callable[[], None]:
    """Copy the template to the test database, or make both; returns what puts the rows of the migrations back."""
    target, template = Path(connection.settings_dict["TEST"]["NAME"]), sqlite_template()
    for ending in ("", "-wal", "-shm"):
        Path(f"{target}{ending}").unlink(missing_ok=True)
    if template.exists():
        copy_sqlite(template, target)
        make_database()
    else:
        make_database()
        connection.close()
        copy_sqlite(target, half := template.with_suffix(f".{target.name}.half"))
        half.replace(template)
        for other in template.parent.glob("test-template-*.sqlite3"):
            if other != template:
                other.unlink(missing_ok=True)
    return lambda: restore_sqlite(template)


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database with all that its write-ahead log holds."""
    with sqlite3.connect(source) as reading, sqlite3.connect(target) as writing:
        reading.backup(writing)
    reading.close()
    writing.close()


def lay_migrated_sqlite(target: Path) -> None:
    """Put a migrated, empty database somewhere, where there is one to copy; a server would else migrate it itself."""
    if sqlite_template().exists():
        copy_sqlite(sqlite_template(), target)


def restore_sqlite(template: Path) -> None:
    """Overwrite the open test database with the template."""
    connection.ensure_connection()
    reading = sqlite3.connect(template)
    reading.backup(connection.connection)
    reading.close()


# PostgreSQL: a database, and a template database beside it ----------------------------


def prepare_postgres() -> Callable[[], None]:
    """The same as for SQLite, with PostgreSQL's own template databases."""
    name = connection.settings_dict["TEST"]["NAME"]
    family = name.partition("_gw")[0] + "_template_"
    template = family + migrations_fingerprint()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [family])
        templates = {row[0] for row in cursor.fetchall()}
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        for old in templates - {template}:
            cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
        if template in templates:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    make_database()
    if template not in templates:
        keep_postgres_template(name, template)
    rows = snapshot_postgres()
    return lambda: restore_postgres(rows)


def keep_postgres_template(name: str, template: str) -> None:
    """Keep a copy of the fresh database; where a parallel worker was first, its copy does."""
    connection.close()
    with connection._nodb_cursor() as cursor, contextlib.suppress(DatabaseError):
        cursor.execute(f'CREATE DATABASE "{template}" TEMPLATE "{name}"')


def snapshot_postgres() -> dict[str, bytes]:
    """The rows of all tables as PostgreSQL's own copy format."""
    rows = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - KEPT_TABLES):
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                rows[table] = b"".join(bytes(part) for part in copy)
    return rows


def empty_postgres(cursor: Any, tables: list[str]) -> None:
    """Empty all tables once nobody writes to them any more.

    To truncate hundreds of tables takes over a second. Most are empty, so the rows of the others are deleted, without
    the rules that hold rows back; only a superuser may do so, and others truncate.
    """
    named = ", ".join(f'"{table}"' for table in tables)
    cursor.execute("SELECT current_setting('is_superuser') = 'on'")
    if not cursor.fetchone()[0]:
        cursor.execute(f"TRUNCATE {named}")
        return
    cursor.execute(f"LOCK TABLE {named} IN EXCLUSIVE MODE")  # which also waits for rows locked for update
    cursor.execute("SET LOCAL session_replication_role = replica")
    cursor.execute(" UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables))
    for (table,) in cursor.fetchall():
        cursor.execute(f'DELETE FROM "{table}"')


def restore_postgres(rows: dict[str, bytes], tries: int = 5) -> None:
    """Empty all tables and copy the rows back.

    A server that is still at work may hold what this waits for, and wait for what this holds. One of the two is then
    sent away by PostgreSQL; where it is this, it begins anew.
    """
    for left in reversed(range(tries)):
        try:
            restore_once(rows)
        except OperationalError as failed:
            if not left or not isinstance(failed.__cause__, DeadlockDetected):
                raise
        else:
            return


def restore_once(rows: dict[str, bytes]) -> None:
    """In one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '20s'")
        empty_postgres(cursor, list(rows))
        for table, content in rows.items():
            if content:
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(content)


# What is tried on the second database ---------------------------------------------------


def asks_a_database(item: pytest.Item) -> bool:
    """Whether a test asks a database at all: by its fixtures or its mark, unless it says that it is answered before."""
    if item.get_closest_marker("before_database"):
        return False
    return bool(DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))) or bool(
        item.get_closest_marker("django_db")
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks no database says the same on the second one: it is run once, on the embedded one."""
    if connection.vendor == "postgresql":
        left = [item for item in items if not asks_a_database(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if asks_a_database(item)]


# What pytest-django is given instead of its own ----------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None
) -> Iterator[None]:
    """One database for the session, and a way back to its beginning after each test that commits."""
    with django_db_blocker.unblock():
        restore = prepare_postgres() if connection.vendor == "postgresql" else prepare_sqlite()
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: restore())
    yield
    patch.undo()
