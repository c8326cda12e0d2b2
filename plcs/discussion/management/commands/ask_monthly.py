"""`manage.py ask_monthly`: asks each PLC its monthly question, and reminds those who have not answered."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from plcs.discussion.services import ask_monthly


class Command(BaseCommand):
    help = "Asks PLCs their monthly question, once a month; reminds who has not answered after a week. Run it daily."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        done = dict(ask_monthly())
        words = "{asked} questions asked, {reminded} people reminded; {failed} failed."
        self.stdout.write(json.dumps(done) if options["json"] else words.format(**done))
