"""`manage.py review_practices`: marks practices whose review is due, mails what is new in searches. Run it daily."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from best_practices.library.services import mark_due, tell_watchers


class Command(BaseCommand):
    help = "Marks practices whose review is due and mails their authors; mails what is new in kept searches."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        marked, told = mark_due(), tell_watchers()
        as_json = json.dumps({"marked": marked, "told": told})
        self.stdout.write(as_json if options["json"] else f"{marked} practices are due, {told} searches have news.")
