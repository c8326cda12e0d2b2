"""`manage.py tell_events`: reminders, questions to those who have not answered, offers that ran out."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.events.services import tell_events


class Command(BaseCommand):
    help = "Reminds who comes to events, asks who has not answered, passes on offers that ran out. Run it hourly."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        told = tell_events()
        words = "{lapsed} offers ran out; {reminded} people reminded; {asked} asked for an answer.".format(**told)
        self.stdout.write(json.dumps(told) if options["json"] else words)
