"""News that tests tell: real ones of an application, and as many plain ones as a test needs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from applications.intake.models import Application
from portal.core import mail
from portal.core.models import OutgoingMail
from portal.districts.models import Membership
from portal.notifications.models import Preference
from tests.factories.intake import RoundFactory, submitted

MONDAY = datetime(2027, 3, 1, 6, tzinfo=ZoneInfo("America/Chicago"))  # six in the morning


@pytest.fixture
def application(lead: Any, district: Any) -> Application:
    """An application of the district; what its submission told is forgotten."""
    made = submitted(RoundFactory(), district, actor=lead)
    OutgoingMail.objects.all().delete()
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the time."""
    return lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def choose(user: Any, **paces: str) -> None:
    """The person chose these paces."""
    for topic, pace in paces.items():
        Preference.objects.update_or_create(user=user, topic=topic, defaults={"pace": pace})


def tell(
    user: Any, application: Application | None = None, *, number: int = 0, topic: str = "messages", **changes: Any
) -> OutgoingMail:
    """Tell one person one thing, about an application where one is named; `at` is when."""
    at = changes.pop("at", None)
    facts: dict[str, Any] = {"subject": f"Sample {number}", "text": f"Sample text {number}.\n", **changes}
    if application is not None:
        facts |= {"about": application, "permission": "intake.read"}
    told = mail.post_text(user, key=f"sample-{topic}-{number}", topic=topic, **facts)
    if at is not None:
        OutgoingMail.objects.filter(pk=told.pk).update(created_at=at)
    return told


def tell_many(user: Any, application: Application, count: int, **changes: Any) -> None:
    """So many things, each a minute after the one before."""
    begin = timezone.now() - timedelta(days=1)
    for number in range(count):
        tell(user, application, number=number, at=begin + timedelta(minutes=number), **changes)


def leave(user: Any) -> None:
    """The person has left every district."""
    Membership.objects.filter(user=user).update(state="ended", ended_at=timezone.now())


def state_of(told: OutgoingMail) -> tuple[str, str]:
    """Where it stands, and its text."""
    told.refresh_from_db()
    return told.state, told.text
