"""The world of the tests of permissions: made once, seen by all, changed by none."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from portal.core.models import OutgoingMail
from portal.core.tasks import deliver_mail
from tests.permissions.world import World, make_world


def send_what_waits() -> None:
    """No task leaves a transaction that never ends; mails left queued would be late after ten minutes: not ready."""
    for mail in OutgoingMail.objects.due():
        deliver_mail.call(mail.pk)


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Two districts and their people, in a transaction that is rolled back after the last test of this folder."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        send_what_waits()
        yield made
        transaction.set_rollback(True)
    ContentType.objects.clear_cache()
