"""`manage.py send_digests`: the summaries of people who chose one; run it once a day."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.notifications.services import send_digests


class Command(BaseCommand):
    help = "Mail each person one summary of what waits: daily ones each day, weekly ones once the week is over."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        done = send_digests()
        told = f"{done['summaries']} summaries with {done['told']} notices; {done['dropped']} notices dropped."
        self.stdout.write(json.dumps(done) if options["json"] else told)
        if done["failed"]:
            raise CommandError(f"{done['failed']} summaries failed; the log says why. They are tried again next time.")
