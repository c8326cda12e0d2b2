"""`manage.py tell_ledgers`: mails who leads each member district its ledger after each quarter."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.participation.services import tell_ledgers


class Command(BaseCommand):
    help = "Mails who leads each member district its ledger after each quarter. Run it daily."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        told = tell_ledgers()
        words = f"{told} districts were told how their ledger stands after the quarter."
        self.stdout.write(json.dumps({"told": told}) if options["json"] else words)
