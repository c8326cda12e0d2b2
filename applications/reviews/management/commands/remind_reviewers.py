"""`manage.py remind_reviewers`: remind those whose reviews are late; run it once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.reviews.services import remind_late


class Command(BaseCommand):
    help = "Send one mail to each reviewer whose reviews are late. Twice a day sends it once."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind_late()} reviewers have late reviews.")
