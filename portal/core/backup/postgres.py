"""PostgreSQL in a backup: dumped and loaded by its own programs, in one snapshot and in one transaction."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

from portal.core.backup import state
from portal.core.backup.archive import BackupError, new_file

FILE = "database.dump"
ENGINE = "django.db.backends.postgresql"
PLAIN = ("--no-owner", "--no-privileges", "--no-comments")
LOOSE_FUNCTIONS = """
SELECT oid::regprocedure::text FROM pg_proc AS known WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
    SELECT 1 FROM pg_depend WHERE objid = known.oid AND deptype = 'e'
)
"""


def program(name: str) -> str:
    """Where one of PostgreSQL's client programs is."""
    found = shutil.which(name)
    if not found:
        raise BackupError(f"{name} is not installed on this machine. Install PostgreSQL's client programs.")
    return found


def environment() -> dict[str, str]:
    """How the client programs reach the database of this connection; a password is never on a command line."""
    known = connection.settings_dict
    options = known.get("OPTIONS", {})
    told = {
        "PGDATABASE": known["NAME"],
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
        "PGHOST": known["HOST"],
        "PGPORT": str(known["PORT"]),
        "PGSSLMODE": options.get("sslmode", ""),
        "PGSSLROOTCERT": options.get("sslrootcert", ""),
    }
    return {**os.environ, **{name: value for name, value in told.items() if value}}


def last_words(failed: str, complaint: bytes) -> BackupError:
    """What a client program said when it failed, as a sentence."""
    lines = complaint.decode(errors="replace").strip().splitlines()
    return BackupError(f"{failed}: {lines[0] if lines else 'no reason was given'}")


@contextmanager
def snapshot(place: Path) -> Iterator[None]:
    """Dump the database; inside the block all reads see exactly what was dumped."""
    dump = [program("pg_dump"), "--format=custom", *PLAIN]
    with state.pointed_at(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        shared = f"--snapshot={cursor.fetchone()[0]}"
        with new_file(place) as handle:
            done = subprocess.run(  # noqa: S603 - no shell, and our own words only
                [*dump, shared], stdout=handle, stderr=subprocess.PIPE, env=environment(), check=False
            )
        if done.returncode:
            raise last_words("pg_dump could not dump the database", done.stderr)
        yield


@contextmanager
def inspected(place: Path, *, rehearse: bool) -> Iterator[bool]:
    """Read a dump to its end; with a rehearsal it is also loaded into a database of its own, which the block reads."""
    read = [program("pg_restore"), "--file=/dev/null", str(place)]
    done = subprocess.run(read, stderr=subprocess.PIPE, check=False)  # noqa: S603
    if done.returncode:
        raise last_words(f"{place.name} cannot be read", done.stderr)
    if not rehearse:
        yield False
        return
    with own_database() as name, state.pointed_at(NAME=name):
        load(place, [])
        yield True


@contextmanager
def own_database() -> Iterator[str]:
    """A new database on the server, gone again after the block."""
    if connection.vendor != "postgresql":
        raise BackupError("A rehearsal of this backup needs a PostgreSQL server: set DATABASE_URL.")
    name = f"verify_{secrets.token_hex(8)}"
    with state.pointed_at(), connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield name
    finally:
        with state.pointed_at(), connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def load(place: Path, emptied: list[str]) -> None:
    """Put a dump in the place of all tables, in one transaction, with these tables emptied.

    The transaction is committed only when the dump was read to its end: one that breaks off changes nothing.
    """
    write = [program("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    read = [program("pg_restore"), "--file=-", *PLAIN, str(place)]
    begin = ["BEGIN;", "SET LOCAL lock_timeout = '20s';", "SET LOCAL client_min_messages = warning;", *removal()]
    end = [*(f'DELETE FROM public."{table}";' for table in emptied), "COMMIT;", ""]  # noqa: S608 - our own names
    connection.close()
    with subprocess.Popen(  # noqa: S603
        write, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as writer:
        assert writer.stdin
        failed = b""
        try:
            writer.stdin.write("\n".join([*begin, ""]).encode())
            writer.stdin.flush()
            done = subprocess.run(read, stdout=writer.stdin, stderr=subprocess.PIPE, check=False)  # noqa: S603
            failed = done.stderr if done.returncode else b""
            if not done.returncode:
                writer.stdin.write("\n".join(end).encode())
        except BrokenPipeError:  # the database refused; its own words are the reason
            pass
        complaint = writer.communicate()[1]
    if writer.returncode:
        raise last_words("The database could not be restored", complaint)
    if failed:
        raise last_words(f"{place.name} cannot be read", failed)


def removal() -> list[str]:
    """The statements that remove all tables and the portal's own functions."""
    with connection.cursor() as cursor:
        found = connection.introspection.table_names(cursor)
        cursor.execute(LOOSE_FUNCTIONS)
        functions = [row[0] for row in cursor.fetchall()]
    return [
        *(f'DROP TABLE IF EXISTS public."{table}" CASCADE;' for table in found),
        *(f"DROP FUNCTION IF EXISTS {function} CASCADE;" for function in functions),
    ]
