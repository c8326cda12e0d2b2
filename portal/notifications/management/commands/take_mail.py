"""`manage.py take_mail [FILE]`: takes one message, from a file or as it is piped in by the mail server."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.notifications.inbound import Unreadable
from portal.notifications.services import Outcome, take_mail

NO_SUCH_ADDRESS, NOT_THEIRS, BAD_MESSAGE = 67, 77, 65  # as sysexits.h has them: the mail server then tells the sender
TAKEN = {Outcome.TAKEN, Outcome.KNOWN, Outcome.NOT_BY_A_PERSON, Outcome.REFUSED}


class Command(BaseCommand):
    """What a mail server's pipe calls for every address of the reply domain."""

    help = "Takes one message (standard MIME) that answers the portal's mail. Pipe it in, or name a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="A file with one message; without it, standard input is read.")
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        content = Path(options["file"]).read_bytes() if options["file"] else sys.stdin.buffer.read()
        try:
            outcome = take_mail(content)
        except Unreadable as unreadable:
            self.stdout.write(json.dumps({"error": str(unreadable)}) if options["json"] else str(unreadable))
            raise SystemExit(BAD_MESSAGE) from None
        self.stdout.write(json.dumps({"outcome": outcome.value}) if options["json"] else outcome.value)
        if outcome not in TAKEN:
            raise SystemExit(NOT_THEIRS if outcome == Outcome.NOT_THEIRS else NO_SUCH_ADDRESS)
