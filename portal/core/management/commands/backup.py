"""`manage.py backup DIR`: copy database and files into a new folder."""

from pathlib import Path
from typing import Any

from portal.core.backup.making import make_backup
from portal.core.management.backup_command import BackupCommand


class Command(BackupCommand):
    help = "Copy database and files into DIR, which must be new or empty. The portal may go on running."

    def act(self, folder: Path, options: dict[str, Any]) -> dict[str, Any]:
        return make_backup(folder)

    def told(self, facts: dict[str, Any]) -> str:
        return f"Backed up to {facts['folder']} in {facts['seconds']} seconds: {super().told(facts)}"
