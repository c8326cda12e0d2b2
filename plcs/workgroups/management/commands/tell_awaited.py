"""`manage.py tell_awaited`: tells people who were invited to a PLC and have not come in what is coming."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from plcs.workgroups.services import tell_awaited


class Command(BaseCommand):
    help = "Tells invited people once a week what is coming in their PLC; lets in who has come. Run it daily."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        done = dict(tell_awaited())
        words = "{told} mails; {arrived} came in, {ended} no longer awaited; {failed} failed."
        self.stdout.write(json.dumps(done) if options["json"] else words.format(**done))
