"""`manage.py seal_audit`: seal rows whose server died between their commit and their seal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core import audit


class Command(BaseCommand):
    help = "Append audit rows that are not in the hash chain yet, oldest first."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{audit.seal_left()} rows sealed.")
        foreign = audit.first_foreign()
        if foreign:
            raise CommandError(f"{foreign} It stays outside of the chain.")
