"""Whether each part of the portal works, one line for each, without secrets."""

from collections.abc import Callable
from datetime import timedelta

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.core.models import MailState, OutgoingMail, private_storage

MAX_AGE = timedelta(minutes=10)


def check_database() -> str:
    """One row can be read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]


def check_migrations() -> str:
    """No migration waits to be applied."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise RuntimeError(f"{len(waiting)} migrations are not applied")
    return "all applied"


def check_cache() -> str:
    """What is put into the cache comes back."""
    cache.set("readyz", "yes", 30)
    if cache.get("readyz") != "yes":
        raise RuntimeError("a value did not come back")
    return "answers"


def check_channel_layer() -> str:
    """A message sent through the live layer arrives."""
    layer = get_channel_layer()

    async def there_and_back() -> None:
        name = await layer.new_channel()
        await layer.send(name, {"type": "readyz"})
        await layer.receive(name)

    async_to_sync(there_and_back)()
    return type(layer).__name__


def check_storage() -> str:
    """A private file can be written, read and removed."""
    storage = private_storage()
    name = storage.save("readyz/probe", ContentFile(b"ok"))
    with storage.open(name) as probe:
        if probe.read() != b"ok":
            raise RuntimeError("a file did not come back")
    storage.delete(name)
    return "writes and reads"


def check_outbox() -> str:
    """No queued mail has waited for more than ten minutes for its first attempt."""
    oldest = OutgoingMail.objects.filter(state=MailState.QUEUED, attempts=0).order_by("created_at").first()
    if oldest and timezone.now() - oldest.created_at > MAX_AGE:
        raise RuntimeError("the oldest mail has waited for more than ten minutes")
    return "nothing waits too long"


def check_tasks() -> str:
    """No task has been due for more than ten minutes."""
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - MAX_AGE).count()
    if late:
        raise RuntimeError(f"{late} tasks are late: is a worker running?")
    return "nothing waits too long"


CHECKS: dict[str, Callable[[], str]] = {
    "database": check_database,
    "migrations": check_migrations,
    "cache": check_cache,
    "channel layer": check_channel_layer,
    "storage": check_storage,
    "outbox": check_outbox,
    "tasks": check_tasks,
}


def report() -> tuple[bool, list[str]]:
    """Whether all parts work, and a line for each: its name, ok or not, and what was seen."""
    lines, healthy = [], True
    for name, check in CHECKS.items():
        try:
            lines.append(f"ok    {name}: {check()}")
        except Exception as failure:
            healthy = False
            reason = failure if isinstance(failure, RuntimeError) else type(failure).__name__
            lines.append(f"FAIL  {name}: {reason}")
    return healthy, lines
