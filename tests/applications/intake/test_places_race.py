"""A hundred acceptances at the same moment for fifteen places."""

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry

from applications.intake import services
from applications.intake.models import Application, Decision
from applications.intake.services import decisions
from applications.letters.models import Letter
from portal.core.errors import NotAllowed
from tests.factories.districts import DistrictFactory
from tests.factories.intake import RoundFactory, complete_draft
from tests.parallel import same_browser, together

pytestmark = pytest.mark.django_db(transaction=True)
PLACES, APPLICANTS = 15, 100
EFFECTS = {"submit": "intake.submit", "decide": "intake.decide", "release": "intake.accept"}
EFFECTS["decline"] = "letters.decline"


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


def test_accept_over_http_by_a_hundred_at_once_takes_exactly_the_places(
    applications: Any, facilitator: Any, client_for: Any
) -> None:
    client, half = client_for(facilitator), APPLICANTS // 2

    def accept(application: Application) -> int:
        path = f"/applications/{application.reference}/decide/"
        return int(same_browser(client).post(path, {"outcome": "accept", "reasons": "Sample."}).status_code)

    told = together(half, lambda number: [accept(applications[number]), accept(applications[number + half])])
    statuses = [status for pair in told for status in pair]
    assert (statuses.count(302), statuses.count(409)) == (PLACES, APPLICANTS - PLACES)
    assert Decision.objects.taking_a_place().count() == PLACES


@pytest.mark.parametrize("act", ["submit", "decide", "release", "decline"])
def test_twenty_same_forms_at_once_have_one_effect(
    act: str, lead: Any, superintendent: Any, facilitator: Any, district: Any, client_for: Any
) -> None:
    application = complete_draft(RoundFactory(), district, actor=lead)
    base, form, who = f"/applications/{application.reference}/", {"form_key": "k" * 32}, facilitator
    if act == "submit":
        path, who = f"{base}submit/", lead
    else:
        services.submit_application(application, actor=lead)
        path, form = f"{base}decide/", {**form, "outcome": "accept", "reasons": "Sample."}
    if act in ("release", "decline"):
        services.decide_application(application, outcome="accept", reasons="Sample.", actor=facilitator)
        shown = services.fingerprint(application.round)
        path, form = f"/apply/{application.round.slug}/release/", {"form_key": "k" * 32, "shown": shown}
    if act == "decline":
        services.release_decisions(application.round, shown=shown, actor=facilitator)
        path, who = f"{Letter.objects.get().get_absolute_url()}decline/", superintendent
        form = {"form_key": "k" * 32, "reason": "Sample."}
    client = client_for(who)
    answers = together(20, lambda number: same_browser(client).post(path, form))
    assert {answer.status_code for answer in answers} == {302}
    assert ModelLogEntry.objects.filter(action=EFFECTS[act]).count() == 1
