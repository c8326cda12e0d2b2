"""`manage.py tell_mentoring`: lapses proposals without an answer, asks the next in line, asks silent pairs."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mentorship.matching.services import tell_mentoring


class Command(BaseCommand):
    help = "Lapses proposals that were not answered and asks the next in line; reminds, and asks silent pairs. Daily."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        told = tell_mentoring()
        words = "{lapsed} proposals lapsed; {reminded} reminders of answers; {silent} mails to silent pairs."
        self.stdout.write(json.dumps(told) if options["json"] else words.format(**told))
