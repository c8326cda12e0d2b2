"""`manage.py remind_reports`: remind districts of reports on their waivers, and MDE of late ones; run it once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.evaluations.services import remind_reports


class Command(BaseCommand):
    help = "Mail districts 30, 7 and 1 days before a report on a waiver is due, then each week; MDE after two weeks."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind_reports()} reports: their districts were reminded.")
