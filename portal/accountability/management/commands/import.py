"""`manage.py import KIND FILE [--year Y] [--confirm]`: the same pipeline as the upload page."""

import json
import logging
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from portal.accountability.checking import OUR_FAULT
from portal.accountability.models import Kind
from portal.accountability.pipeline import Plan, plan_import
from portal.accountability.reading import Unreadable
from portal.accountability.services import import_now
from portal.core.errors import NotAllowed

log = logging.getLogger("portal.imports")


class Command(BaseCommand):
    """Without --confirm nothing is written. Prints one JSON object; a refusal is JSON too, with a non-zero exit."""

    requires_system_checks: list[str] = []  # they would take longer than the import
    help = "Import a published file. Without --confirm it only says what it would do."

    def add_arguments(self, parser: CommandParser) -> None:
        """The contract of the commands: KIND, FILE, and what the file may not say itself."""
        parser.add_argument("kind", metavar="KIND", help=", ".join(Kind.values))
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--year", help="The year the school year ends in.")
        parser.add_argument("--confirm", action="store_true", help="Write what the dry run shows.")
        parser.add_argument("--json", action="store_true", help="Accepted for scripts; the answer is always JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, say, and with --confirm write."""
        try:
            plan = self.plan(**options)
        except (Unreadable, NotAllowed) as refusal:
            self.refuse(str(refusal))
        except Exception:
            log.exception("the import of %s failed", options["file"])
            self.refuse(OUR_FAULT)
        self.stdout.write(json.dumps(plan.report(), ensure_ascii=False))
        for note in plan.notes:
            self.stderr.write(note)
        if plan.is_refused:
            raise SystemExit(1)

    def refuse(self, sentence: str) -> NoReturn:
        """One JSON object that says why, and a non-zero exit."""
        self.stdout.write(json.dumps({"error": sentence}, ensure_ascii=False))
        raise SystemExit(1)

    def plan(self, *, kind: str, file: Path, year: str | None, confirm: bool, **options: Any) -> Plan:
        """What the file does, done if told to."""
        if kind not in Kind.values:
            raise Unreadable(f"“{kind[:40]}” is not a kind of file. It is one of: {', '.join(Kind.values)}.")
        said: dict[str, Any] = {"kind": kind, "name": file.name, "content": content_of(file), "year": year_of(year)}
        if confirm:
            return import_now(actor=None, **said)[1]
        return plan_import(**said)


def content_of(file: Path) -> bytes:
    """The file's bytes; Unreadable where it is away or too large."""
    try:
        if file.stat().st_size > settings.MAX_UPLOAD_BYTES:
            raise Unreadable(f"“{file.name}” is larger than {settings.MAX_UPLOAD_BYTES // 1024**2} MB.")
        return file.read_bytes()
    except (OSError, ValueError) as error:
        raise Unreadable(f"“{file.name}” cannot be opened.") from error


def year_of(said: str | None) -> int | None:
    """The year given on the command line."""
    if said is None:
        return None
    if not (len(said) == 4 and said.isascii() and said.isdigit() and 2000 <= int(said) <= 2100):
        raise Unreadable(f"“{said[:20]}” is not a year between 2000 and 2100.")
    return int(said)
