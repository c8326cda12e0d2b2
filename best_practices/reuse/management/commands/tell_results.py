"""`manage.py tell_results`: mails those who took up a practice when results come or a waiver that it needs lapses."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from best_practices.reuse.services import tell_results, tell_waivers


class Command(BaseCommand):
    help = "Mails those who took up a practice when its first results come, or a waiver changes. Run it daily."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        told, waivers = tell_results(), tell_waivers()
        words = f"{told} adoptions have new results; for {waivers} a waiver lapsed or is held again."
        self.stdout.write(json.dumps({"told": told, "waivers": waivers}) if options["json"] else words)
