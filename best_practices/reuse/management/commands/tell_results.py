"""`manage.py tell_results`: mails those who took up a practice when the first results after that are there."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from best_practices.reuse.services import tell_results


class Command(BaseCommand):
    help = "Mails those who took up a practice when the first results after its start are there. Run it daily."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        told = tell_results()
        self.stdout.write(json.dumps({"told": told}) if options["json"] else f"{told} adoptions have new results.")
