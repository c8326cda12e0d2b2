"""`manage.py clear_old`: remove what is of no use any more; run it once a day."""

import json
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.core import audit, files, tasks
from portal.core.models import FormKey

KEPT = timedelta(days=2)  # a form that stood open for longer than a session lasts cannot be sent any more

KEPT_TASKS = timedelta(days=14)


class Command(BaseCommand):
    help = "Remove old form keys, ended sessions, finished tasks and files without a row; take up what a crash left."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        before = timezone.now() - KEPT
        facts = {
            "form_keys": FormKey.objects.filter(created_at__lt=before).delete()[0],
            "files": files.clear_orphans(before),
            "audit_rows_sealed": audit.seal_left(),
            "mails_taken_up": tasks.take_up_stranded(),
        }
        call_command("clearsessions")
        DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT_TASKS).delete()
        told = json.dumps(facts) if options["json"] else ", ".join(f"{name}: {count}" for name, count in facts.items())
        self.stdout.write(told)
