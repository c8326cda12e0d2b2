"""Health: alive, and each of the seven parts by itself; quick, quiet about secrets."""

from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from portal.core import health
from portal.core.models import OutgoingMail, private_storage

pytestmark = pytest.mark.django_db
PARTS = ["database", "migrations", "cache", "channel layer", "storage", "outbox", "tasks"]
LONG_AGO = timedelta(minutes=11)


def lines(client: Client) -> tuple[int, dict[str, str]]:
    answer = client.get("/readyz")
    told = dict(line.partition(": ")[::2] for line in answer.content.decode().splitlines())
    return answer.status_code, {name[6:]: f"{name[:4]} {words}" for name, words in told.items()}


def fails_alone(client: Client, part: str, words: str) -> None:
    status, told = lines(client)
    assert status == 503
    assert [name for name, line in told.items() if line.startswith("FAIL")] == [part]
    assert words in told[part]


def make_task(**facts: Any) -> None:
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [0], "kwargs": {}},
        task_path="portal.core.tasks.deliver_mail",
        queue_name="default",
        backend_name="default",
        run_after=facts.pop("run_after", get_date_max()),
    )
    DBTaskResult.objects.filter(pk=task.pk).update(**facts)


def test_healthz_asks_nothing_of_the_database(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content, len(asked)) == (200, b"ok\n", 0)
    assert "no-store" in answer["Cache-Control"]


def test_readyz_has_a_line_for_each_part(client: Client) -> None:
    status, told = lines(client)
    assert status == 200
    assert list(told) == PARTS
    assert all(line.startswith("ok") for line in told.values())


def test_readyz_is_cheap(client: Client) -> None:
    lines(client)
    with CaptureQueriesContext(connection) as asked:
        lines(client)
    assert len(asked) <= 15


def test_readyz_tells_no_secret(client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def leak() -> str:
        raise ValueError("postgres://portal:hunter2@db.internal/portal")

    monkeypatch.setitem(health.CHECKS, "cache", leak)
    text = client.get("/readyz").content.decode()
    assert "hunter2" not in text
    assert settings.SECRET_KEY not in text
    assert "FAIL  cache: ValueError" in text


def test_readyz_names_the_database_and_does_not_wait_for_what_is_in_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> str:
        raise ConnectionError

    monkeypatch.setitem(health.CHECKS, "database", away)
    status, told = lines(client)
    assert status == 503
    assert told["database"] == "FAIL ConnectionError"
    assert [name for name, line in told.items() if "not asked" in line] == ["migrations", "cache", "outbox", "tasks"]


def test_readyz_names_a_migration_that_waits(client: Client) -> None:
    (last,) = MigrationLoader(connection).graph.leaf_nodes("core")
    MigrationRecorder(connection).record_unapplied(*last)
    fails_alone(client, "migrations", f"not applied: {'.'.join(last)}")


def test_readyz_names_the_cache(client: Client, settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    fails_alone(client, "cache", "a value did not come back")


def test_readyz_names_the_channel_layer(client: Client, settings: Any) -> None:
    layer = {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": ["redis://127.0.0.1:9"]}}
    settings.CHANNEL_LAYERS = {"default": layer}
    fails_alone(client, "channel layer", "Error")


def test_readyz_names_the_storage(client: Client, settings: Any, tmp_path: Any) -> None:
    (tmp_path / "file").write_text("not a folder")
    broken = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "file"}}
    settings.STORAGES = {**settings.STORAGES, "private": broken}
    fails_alone(client, "storage", "Error")


def test_readyz_leaves_no_probe_behind(client: Client) -> None:
    lines(client)
    assert private_storage().listdir("readyz")[1] == []


def test_readyz_names_mail_that_waits_too_long(client: Client) -> None:
    facts = {"key": "a", "to": "a@example.org", "subject": "Sample", "text": "Sample"}
    OutgoingMail.objects.create(**facts, next_attempt_at=timezone.now() - LONG_AGO)
    fails_alone(client, "outbox", "1 mails have waited for more than ten minutes")


def test_readyz_is_well_while_a_mail_waits_for_its_next_try(client: Client) -> None:
    facts = {"key": "a", "to": "a@example.org", "subject": "Sample", "text": "Sample", "attempts": 3}
    OutgoingMail.objects.create(
        **facts, created_at=timezone.now() - LONG_AGO, next_attempt_at=timezone.now() + LONG_AGO
    )
    assert lines(client)[0] == 200


def test_readyz_names_tasks_that_nobody_does(client: Client) -> None:
    make_task(enqueued_at=timezone.now() - LONG_AGO)
    make_task(enqueued_at=timezone.now(), run_after=timezone.now() - LONG_AGO)
    fails_alone(client, "tasks", "2 tasks are late: is a worker running?")


def test_readyz_is_well_when_a_task_put_off_long_ago_is_due_now(client: Client) -> None:
    make_task(enqueued_at=timezone.now() - LONG_AGO, run_after=timezone.now() - timedelta(seconds=5))
    assert lines(client)[0] == 200


def test_readyz_forgets_its_live_channels() -> None:
    async def asked_three_times() -> list[str]:
        layer = get_channel_layer()
        for _ in range(3):
            await health.there_and_back(layer)
        return list(layer.channels)

    assert async_to_sync(asked_three_times)() == []
