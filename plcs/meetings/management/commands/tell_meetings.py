"""`manage.py tell_meetings`: reminds of actions and decisions, and approves minutes that nobody wants changed."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from plcs.meetings.services import tell_meetings


class Command(BaseCommand):
    help = "Reminds of actions and decisions of PLCs, approves minutes after seven days of silence. Run it daily."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        told = tell_meetings()
        words = "{actions} reminders of actions, {decisions} of decisions; {approved} minutes approved."
        self.stdout.write(json.dumps(told) if options["json"] else words.format(**told))
