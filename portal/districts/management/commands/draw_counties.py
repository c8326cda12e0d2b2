"""`manage.py draw_counties SHAPES`: draw the county map once from county shapes; run again only when borders change."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.districts.map import COUNTIES_FILE, draw_counties


class Command(BaseCommand):
    help = "Turn county shapes (GeoJSON with `fips` and `name`) into the SVG paths of the county map."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("shapes", type=Path, help="GeoJSON file of counties, in degrees.")
        parser.add_argument("--out", type=Path, default=COUNTIES_FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            drawn = draw_counties(json.loads(options["shapes"].read_text()))
        except (OSError, ValueError, KeyError) as problem:
            raise CommandError(f"The shapes cannot be read: {problem}") from problem
        options["out"].write_text(json.dumps(drawn, indent=0) + "\n")
        self.stdout.write(f"{len(drawn['counties'])} counties drawn into {options['out'].name}.")
