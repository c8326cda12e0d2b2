"""`manage.py verify_audit`: walk the audit chain and name the first row that does not hold."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.core import audit
from portal.core.models import AuditHead


class Command(BaseCommand):
    help = "Walk the hash chain of the audit log; names the first row that was changed, removed, cut off or slipped in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        broken = audit.first_break() or audit.first_foreign()
        unsealed = sum(1 for _ in audit.unsealed())
        head = AuditHead.objects.get(pk=1)
        facts = {"rows": head.sequence, "head": head.chain, "unsealed": unsealed, "broken": broken}
        if options["json"]:
            self.stdout.write(json.dumps(facts))
        if broken:
            raise CommandError("" if options["json"] else broken)
        if not options["json"]:
            self.stdout.write(f"{head.sequence} audit rows hold. Head of the chain: {head.chain or 'none yet'}")
            if unsealed:
                self.stdout.write(f"{unsealed} rows are not sealed yet; they are sealed by `manage.py seal_audit`.")
