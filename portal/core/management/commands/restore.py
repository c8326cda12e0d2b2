"""`manage.py restore DIR`: put database and files of a backup in place."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from portal.core.backup.restoring import restore_backup
from portal.core.management.backup_command import BackupCommand


class Command(BackupCommand):
    help = "Put database and files of the backup in DIR in place. Stop the portal first. Everybody is signed out."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--replace", action="store_true", help="Do so even where the database has people.")

    def act(self, folder: Path, options: dict[str, Any]) -> dict[str, Any]:
        return restore_backup(folder, replace=options["replace"])

    def told(self, facts: dict[str, Any]) -> str:
        newer = facts["migrations_to_run"]
        more = f" {newer} migrations are newer: run `manage.py migrate`." if newer else ""
        return f"Restored: {super().told(facts)} Differences: {len(facts['differences'])}.{more}"
