"""`manage.py remind_letters`: remind those who hold a letter, and of terms that end in a year; run it once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.letters.services import remind_due


class Command(BaseCommand):
    help = "Mail signers 7, 3 and 1 days before the last day, and districts a year before their term ends."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind_due()} letters: their signers were reminded.")
