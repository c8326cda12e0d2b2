"""`manage.py review_practices`: reviews that are due, news of kept searches, links that do not answer. Run it daily."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from best_practices.library.services import check_links, mark_due, tell_watchers


class Command(BaseCommand):
    help = (
        "Marks practices whose review is due and mails their authors; mails what is new in kept searches; asks links."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        marked, told, broken = mark_due(), tell_watchers(), check_links()
        as_json = json.dumps({"marked": marked, "told": told, "broken": broken})
        words = f"{marked} practices are due, {told} searches have news, {broken} practices have newly broken links."
        self.stdout.write(as_json if options["json"] else words)
