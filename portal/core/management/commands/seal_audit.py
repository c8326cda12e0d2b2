"""`manage.py seal_audit`: seal rows whose server died between their commit and their seal."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.core import audit


class Command(BaseCommand):
    help = "Append audit rows that are not in the hash chain yet, oldest first."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(audit.unsealed())
        for table, pks in found:
            audit.seal(table, pks)
        self.stdout.write(f"{sum(len(pks) for _, pks in found)} rows sealed.")
