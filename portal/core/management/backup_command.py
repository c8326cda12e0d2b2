"""What the three commands on backups share: their arguments, and one sentence or one JSON object as the answer."""

import json
import os
import sqlite3
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from portal.core.backup.archive import BackupError


class BackupCommand(ABC, BaseCommand):
    """A command on the folder of a backup; `act` does it and returns the facts."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, help="The folder of the backup.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            facts = self.act(Path(os.path.abspath(options["folder"])), options)
        except Exception as failure:
            facts = {"error": sentence_of(failure)}
        wrong = facts.get("error") or next(iter(facts.get("differences", [])), None)
        if options["json"]:
            self.stdout.write(json.dumps(facts))
        elif "error" not in facts:
            self.stdout.write(self.told(facts))
        if wrong:
            raise CommandError("" if options["json"] else wrong)

    @abstractmethod
    def act(self, folder: Path, options: dict[str, Any]) -> dict[str, Any]:
        """Do it; the facts."""

    def told(self, facts: dict[str, Any]) -> str:
        """The facts as a sentence."""
        return (
            f"{facts['rows']:,} rows of {facts['tables']} tables and {facts['files']:,} files, "
            f"{facts['bytes'] / 1_000_000:,.1f} MB, as of {facts['time']}."
        )


def sentence_of(failure: Exception) -> str:
    """A failure as a sentence for the person at the terminal; never a traceback."""
    if isinstance(failure, BackupError):
        return str(failure)
    if isinstance(failure, OSError):
        return f"{failure.strerror or failure}: {failure.filename or 'the disk of the backup'}."
    if isinstance(failure, sqlite3.Error | DatabaseError):
        return f"The database said: {str(failure).strip().splitlines()[0]}."
    return f"It failed with {type(failure).__name__}: {failure}."
