"""`manage.py lapse_memberships`: record the memberships whose term is over; run it once a day."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.network.services import lapse_all


class Command(BaseCommand):
    help = "Record as lapsed every membership of the network whose term is over. Pages leave them out either way."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        lapsed = lapse_all()
        self.stdout.write(json.dumps({"lapsed": lapsed}) if options["json"] else f"{lapsed} memberships lapsed.")
