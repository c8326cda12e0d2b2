"""A hundred acceptances at the same moment for fifteen places."""

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from applications.intake import services
from applications.intake.models import Application, Decision
from applications.intake.services import decisions
from portal.core.errors import NotAllowed
from tests.factories.districts import DistrictFactory
from tests.factories.intake import RoundFactory
from tests.parallel import together

pytestmark = pytest.mark.django_db(transaction=True)
PLACES, APPLICANTS = 15, 100


@pytest.fixture
def applications(lead: Any) -> list[Application]:
    """Submitted applications of a hundred districts to one round of fifteen places."""
    call, now = RoundFactory(capacity=PLACES), timezone.now()
    return Application.objects.bulk_create(
        Application(round=call, district=each, state="submitted", begun_by=lead, submitted_by=lead, submitted_at=now)
        for each in DistrictFactory.create_batch(APPLICANTS)
    )


def accept_all(applications: list[Application], facilitator: Any) -> list[Any]:
    """What each of the simultaneous acceptances was told: two each on as many connections as PostgreSQL grants."""

    def accept(application: Application) -> Any:
        try:
            return services.decide_application(application, outcome="accept", reasons="Sample.", actor=facilitator)
        except NotAllowed as refusal:
            return refusal

    half = len(applications) // 2
    told = together(half, lambda number: [accept(applications[number]), accept(applications[number + half])])
    return [answer for pair in told for answer in pair]


def test_accept_by_a_hundred_at_once_takes_exactly_the_places(applications: Any, facilitator: Any) -> None:
    told = accept_all(applications, facilitator)
    assert sum(isinstance(answer, Decision) for answer in told) == PLACES
    refused = [answer for answer in told if not isinstance(answer, Decision)]
    assert {type(answer) for answer in refused} == {NotAllowed}, refused[:3]
    assert Decision.objects.taking_a_place().count() == PLACES
    assert services.seats_left(applications[0].round) == 0


def test_accept_without_the_lock_takes_more_than_there_are(
    applications: Any, facilitator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: where nothing locks the round, the count is old by the time the place is taken.

    SQLite has one writer at a time whether it is asked or not; there the count itself is taken away.
    """
    if connection.vendor == "sqlite":
        monkeypatch.setattr(decisions, "seats_left", lambda *args, **kwargs: PLACES)
    else:
        monkeypatch.setattr("django.db.models.QuerySet.select_for_update", lambda rows, **options: rows)
    accept_all(applications, facilitator)
    assert Decision.objects.taking_a_place().count() > PLACES
