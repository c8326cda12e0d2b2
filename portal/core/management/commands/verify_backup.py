"""`manage.py verify_backup DIR`: check every byte of a backup; changes nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from portal.core.backup.verifying import verify_backup
from portal.core.management.backup_command import BackupCommand


class Command(BackupCommand):
    help = "Check every file of the backup in DIR by its hash, and read its database. Names the first wrong file."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--rehearse",
            action="store_true",
            help="PostgreSQL: also load the dump into a new database verify_..., count its rows, drop it again.",
        )

    def act(self, folder: Path, options: dict[str, Any]) -> dict[str, Any]:
        return verify_backup(folder, rehearse=options["rehearse"])

    def told(self, facts: dict[str, Any]) -> str:
        more = "" if facts["rows_and_audit_checked"] else " Rows and audit chain were not read: give --rehearse."
        return f"The backup is whole: {super().told(facts)}{more}"
