"""The last moment to submit, to the second, in Central time, also on the days when the clocks change."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from applications.intake import services
from applications.intake.models import Application
from portal.core.errors import NotAllowed
from tests.factories.intake import RoundFactory, complete_draft, issued_letter, signed_by

pytestmark = pytest.mark.django_db
CENTRAL = ZoneInfo("America/Chicago")
# On March 14, 2027 two o'clock becomes three; on November 7, 2027 two o'clock comes twice as one o'clock.
LAST_MOMENTS = [
    datetime(2027, 3, 14, 3, 0, tzinfo=CENTRAL),
    datetime(2027, 3, 14, 23, 59, 59, tzinfo=CENTRAL),
    datetime(2027, 11, 7, 1, 30, tzinfo=CENTRAL, fold=0),
    datetime(2027, 11, 7, 1, 30, tzinfo=CENTRAL, fold=1),
    datetime(2027, 11, 7, 23, 59, 59, tzinfo=CENTRAL),
]


@pytest.mark.parametrize("closes_at", LAST_MOMENTS, ids=str)
@pytest.mark.parametrize(("seconds", "submits"), [(-1, True), (0, False), (1, False)])
def test_submit_is_possible_until_the_second_before_the_round_closes(
    closes_at: datetime, seconds: int, submits: bool, lead: Any, district: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = complete_draft(RoundFactory(), district, actor=lead)
    draft.round.opens_at, draft.round.closes_at = closes_at - timedelta(days=30), closes_at
    draft.round.save()
    at = datetime.fromtimestamp(closes_at.timestamp() + seconds, tz=ZoneInfo("UTC"))
    monkeypatch.setattr(timezone, "now", lambda: at)
    if submits:
        services.submit_application(draft, actor=lead)
    else:
        with pytest.raises(NotAllowed, match="Your text is kept"):
            services.submit_application(draft, actor=lead)
    kept = Application.objects.get(pk=draft.pk)
    assert kept.state == ("submitted" if submits else "draft")
    assert kept.values()["why"].startswith("Sample: students")


def test_the_two_hours_of_the_same_name_are_told_apart() -> None:
    first, second = LAST_MOMENTS[2:4]
    assert second.timestamp() - first.timestamp() == 3600


@pytest.mark.parametrize("due_at", LAST_MOMENTS, ids=str)
@pytest.mark.parametrize(("seconds", "signs"), [(-1, True), (0, True), (1, False)])
def test_sign_is_possible_until_the_last_moment_and_not_a_second_longer(
    due_at: datetime,
    seconds: int,
    signs: bool,
    lead: Any,
    superintendent: Any,
    facilitator: Any,
    district: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    letter = issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)
    letter.due_at = due_at
    letter.save()
    at = datetime.fromtimestamp(due_at.timestamp() + seconds, tz=ZoneInfo("UTC"))
    monkeypatch.setattr(timezone, "now", lambda: at)
    if signs:
        assert signed_by(letter, superintendent).state == "countersign"
    else:
        with pytest.raises(NotAllowed, match="last moment"):
            signed_by(letter, superintendent)
        assert not letter.signatures.exists()
