"""`manage.py match FILE`: solves matching instances, one JSON object a line, without the database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mentorship.matching.answering import answer_line


class Command(BaseCommand):
    """Writes nothing. A line that contradicts itself is answered by its error, and the command then ends with 1."""

    requires_system_checks: list[str] = []
    help = "Solves matching instances, one JSON object a line, and prints one result a line, in order."

    def add_arguments(self, parser: CommandParser) -> None:
        """The contract of the commands."""
        parser.add_argument("file", metavar="FILE", help="One instance a line; - for standard input.")
        parser.add_argument("--json", action="store_true", help="Results are always JSON; accepted for uniformity.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer each line."""
        refused = 0
        for line in self.lines(options["file"]):
            if line.strip():
                answer = answer_line(line)
                refused += "error" in answer
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if refused:
            raise SystemExit(1)

    def lines(self, name: str) -> list[str]:
        """The lines of the file."""
        path = Path("/dev/stdin") if name == "-" else Path(name)
        try:
            return path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as fault:
            self.stdout.write(json.dumps({"error": f"{name} cannot be read as UTF-8 text: {fault}"}))
            raise SystemExit(1) from None
