"""The embedded database in a backup: copied by SQLite's own online backup, which stays consistent under writes."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from portal.core.backup import state
from portal.core.backup.archive import BackupError, force_to_disk, new_file

FILE = "database.sqlite3"
ENGINE = "django.db.backends.sqlite3"
PATIENCE_SECONDS = 20


@contextmanager
def snapshot(place: Path) -> Iterator[None]:
    """Copy the database; inside the block all reads go to the copy."""
    with new_file(place):  # made first, so that only its owner can ever read it
        pass
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as live, closing(sqlite3.connect(place)) as copied:
        live.backup(copied, progress=impatient())
        copied.execute("PRAGMA journal_mode=DELETE")  # one file, with no log beside it
    force_to_disk(place)
    with reading(place):
        yield


@contextmanager
def reading(place: Path) -> Iterator[None]:
    """Let all reads of the portal go to a copy, which is opened so that nothing can change it."""
    with state.pointed_at(ENGINE=ENGINE, NAME=f"{place.absolute().as_uri()}?mode=ro&immutable=1", OPTIONS={}):
        yield


@contextmanager
def inspected(place: Path, *, rehearse: bool) -> Iterator[bool]:
    """Look whether a copy is sound; inside the block it can be read, which is what the value says."""
    with closing(sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copied:
        refuse_damaged(copied, place.name)
    with reading(place):
        yield True


def refuse_damaged(copied: sqlite3.Connection, name: str) -> None:
    """A copy must be sound before anything is built on it."""
    fault = copied.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if fault != "ok":
        raise BackupError(f"{name} is damaged: {fault}")


def load(place: Path, emptied: list[str]) -> None:
    """Put a copy in the place of the database, in one transaction, with these tables emptied.

    They are emptied in a copy of the copy, which SQLite keeps in a temporary file without a name.
    """
    with closing(sqlite3.connect("")) as fresh:
        with closing(sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copied:
            copied.backup(fresh)
        refuse_damaged(fresh, place.name)
        for table in emptied:
            fresh.execute(f'DELETE FROM "{table}"')  # noqa: S608 - our own names
        fresh.commit()
        connection.ensure_connection()
        fresh.backup(connection.connection, progress=impatient())
    connection.close()


def impatient() -> Callable[[int, int, int], None]:
    """What ends a copy that waits too long for other programs; without it SQLite's copy would wait for ever."""
    end = time.monotonic() + PATIENCE_SECONDS

    def look(status: int, remaining: int, total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > end:
            raise BackupError("Another program holds the database. Stop the portal, then try again.")

    return look
