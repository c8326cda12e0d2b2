"""Restoring a backup: checked first, then missing files, then the database at one stroke, then files that differ."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from portal.core.backup import stored
from portal.core.backup.archive import BackupError
from portal.core.backup.making import ENGINES, summary
from portal.core.backup.verifying import differences, read_whole

# Who was signed in then is not signed in now, and no form that was open then can be sent.
EMPTIED = ["django_session", "usersessions_usersession", "core_formkey"]


def restore_backup(folder: Path, *, replace: bool) -> dict[str, Any]:
    """Put database and files of a backup in place; what was done, and how it differs from the backup."""
    manifest = read_whole(folder)
    refuse_unfit(manifest, replace=replace)
    files = list(stored.of_areas(manifest["files"]))
    there = {(area, name): stored.hash_in_storage(area, name) for area, name, _ in files}
    missing = [(area, name) for area, name, _ in files if there[area, name] is None]
    other = [(area, name) for area, name, sha256 in files if there[area, name] not in {None, sha256}]
    emptied = [table for table in EMPTIED if table in manifest["tables"]]
    engine = ENGINES[manifest["engine"]]

    for area, name in missing:
        stored.put(folder, area, name)
    engine.load(folder / engine.FILE, emptied)
    for area, name in other:
        stored.put(folder, area, name)

    wrong = differences(manifest, emptied=emptied) + wrong_files(files)
    return summary(folder, manifest) | {
        "files_added": len(missing),
        "files_replaced": len(other),
        "files_there_already": len(files) - len(missing) - len(other),
        "migrations_to_run": migrations_to_run(manifest),
        "differences": wrong,
    }


def refuse_unfit(manifest: dict[str, Any], *, replace: bool) -> None:
    """A backup goes into a database of its own kind, by a portal that knows it, and over people only when told to."""
    if manifest["engine"] != connection.vendor:
        raise BackupError(f"The backup is of {manifest['engine']}, but DATABASE_URL leads to {connection.vendor}.")
    unknown = [migration for migration in ours(manifest["migrations"]) if migration not in known_migrations()]
    if unknown:
        raise BackupError(f"The backup was made by a newer portal: this one has no migration {'.'.join(unknown[0])}.")
    if not replace and has_people():
        raise BackupError("There are people in this database. To put the backup in its place, give --replace.")


def has_people() -> bool:
    """Whether anybody has an account in the open database; it may be quite empty."""
    people = get_user_model()
    return people._meta.db_table in connection.introspection.table_names() and people._base_manager.exists()


def known_migrations() -> set[tuple[str, str]]:
    """The migrations that this portal brings."""
    return set(MigrationLoader(None).disk_migrations)


def ours(applied: list[list[str]]) -> list[tuple[str, str]]:
    """Those of our own apps; other packages may join theirs together."""
    labels = {config.label for config in apps.get_app_configs() if config.name in settings.OURS}
    return [(app, name) for app, name in applied if app in labels]


def migrations_to_run(manifest: dict[str, Any]) -> int:
    """How many of our migrations are newer than the backup; `manage.py migrate` applies them."""
    return len(set(ours([list(known) for known in known_migrations()])) - set(ours(manifest["migrations"])))


def wrong_files(files: list[tuple[str, str, str]]) -> list[str]:
    """Sentences on the files that are not in their storage as the backup has them."""
    return [
        f"{area}/{name} is not there as it was."
        for area, name, sha256 in files
        if stored.hash_in_storage(area, name) != sha256
    ]
