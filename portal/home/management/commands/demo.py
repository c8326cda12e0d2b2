"""`manage.py demo load` fills an empty portal; `manage.py demo accounts --json` prints the demonstration accounts."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.home import demonstration


class Command(BaseCommand):
    help = "The demonstration: real districts and results, sample people and texts. Only where DEMO=1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["load", "accounts"])
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            refusal = "The demonstration is off: DEMO is not 1."
            if options["json"]:
                self.stdout.write(json.dumps({"error": refusal}))
            raise CommandError(refusal)
        if options["what"] == "load":
            for words, seconds in demonstration.load():
                self.stdout.write(f"  {words} ({seconds:.1f} s)")
            return
        accounts = demonstration.accounts()
        if options["json"]:
            self.stdout.write(json.dumps(accounts, indent=2))
            return
        for account in accounts:
            self.stdout.write(
                f"{account['email']:<36} {account['password']:<28} {account['role']}, {account['district'] or 'state'}"
            )
