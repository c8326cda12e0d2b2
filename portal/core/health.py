"""Whether each part of the portal works, one line for each, without secrets."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import cache as once
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from portal.core.models import OutgoingMail, private_storage

MAX_AGE = timedelta(minutes=10)
LAYER_SECONDS = 2.0


def check_database() -> str:
    """One row can be read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]


@once
def last_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of each app in the code; read once, since code changes only with a new process."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


def check_migrations() -> str:
    """No migration waits to be applied."""
    waiting = last_migrations() - set(MigrationRecorder(connection).applied_migrations())
    if waiting:
        raise RuntimeError(f"not applied: {', '.join(sorted(f'{app}.{name}' for app, name in waiting))}")
    return "all applied"


def check_cache() -> str:
    """What is put into the cache comes back."""
    cache.set("readyz", "yes", 30)
    if cache.get("readyz") != "yes":
        raise RuntimeError("a value did not come back")
    return "answers"


async def there_and_back(layer: Any) -> None:
    """One message by a channel of its own, which is forgotten afterwards."""
    name = await layer.new_channel()
    await layer.send(name, {"type": "readyz"})
    await asyncio.wait_for(layer.receive(name), LAYER_SECONDS)
    with suppress(TimeoutError):  # the layer forgets a channel only when somebody stops waiting at it
        await asyncio.wait_for(layer.receive(name), 0.001)


def check_channel_layer() -> str:
    """A message sent through the live layer arrives."""
    layer = get_channel_layer()
    async_to_sync(there_and_back)(layer)
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
    """No queued mail is more than ten minutes past the time of its next attempt."""
    late = OutgoingMail.objects.overdue(MAX_AGE).count()
    if late:
        raise RuntimeError(f"{late} mails have waited for more than ten minutes")
    return "nothing waits too long"


def check_tasks() -> str:
    """No task has been due for more than ten minutes."""
    late = timezone.now() - MAX_AGE
    due = Q(run_after=get_date_max(), enqueued_at__lt=late) | Q(run_after__lt=late)
    count = DBTaskResult.objects.ready().filter(due).count()
    if count:
        raise RuntimeError(f"{count} tasks are late: is a worker running?")
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


NEED_DATABASE = {"migrations", "cache", "outbox", "tasks"}


def report() -> tuple[bool, list[str]]:
    """Whether all parts work, and a line for each: its name, ok or not, and what was seen.

    While the database is away, what lies in it is not asked: each question would wait as long again.
    """
    lines: list[str] = []
    failed: set[str] = set()
    for name, check in CHECKS.items():
        if "database" in failed and name in NEED_DATABASE:
            lines.append(f"FAIL  {name}: not asked, the database is away")
            continue
        try:
            lines.append(f"ok    {name}: {check()}")
        except Exception as failure:
            failed.add(name)
            reason = failure if isinstance(failure, RuntimeError) else type(failure).__name__
            lines.append(f"FAIL  {name}: {reason}")
    return not failed, lines
