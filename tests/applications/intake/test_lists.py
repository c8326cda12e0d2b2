"""The list of applications: who sees what, filters, and a constant number of queries."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.intake import services
from applications.intake.models import Application
from portal.districts.models import District
from tests.factories.intake import RoundFactory, submitted

pytestmark = pytest.mark.django_db


def fill(call: Any, actor: Any, rows: int) -> None:
    for number in range(Application.objects.count(), rows):
        district = District.objects.create(leaid=f"28{number:05}", name=f"Sample District {number}")
        Application.objects.create(
            round=call, district=district, begun_by=actor, state="submitted", submitted_at=call.opens_at
        )


@pytest.mark.parametrize("address", ["/applications/", "/start/"])
def test_list_takes_the_same_queries_for_1_3_and_50_rows(address: str, facilitator: Any, client_for: Any) -> None:
    call, client, counts = RoundFactory(), client_for(facilitator), []
    client.get(address)
    for rows in (1, 3, 50):
        fill(call, facilitator, rows)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 15


def test_list_shows_a_district_its_own_and_nothing_of_a_rival(
    lead: Any, rival_lead: Any, district: Any, rival_district: Any, client_for: Any
) -> None:
    call = RoundFactory()
    submitted(call, district, actor=lead)
    submitted(call, rival_district, actor=rival_lead)
    page = client_for(lead).get("/applications/").content.decode()
    assert "Sample District A" in page
    assert "Sample District B" not in page


def test_list_filters_by_name_state_and_round(facilitator: Any, lead: Any, district: Any, client_for: Any) -> None:
    call = RoundFactory(slug="first")
    submitted(call, district, actor=lead)
    client = client_for(facilitator)
    assert "Sample District A" in client.get("/applications/?q=district+a&state=submitted&round=first").content.decode()
    empty = client.get("/applications/?state=declined").content.decode()
    assert "No application fits these choices" in empty


@pytest.mark.parametrize("query", ["page=abc", "page=-1", "page=999999999999", "state=x", "q=%E2%80%AE", "round=x"])
def test_list_takes_odd_input_calmly(query: str, facilitator: Any, client_for: Any) -> None:
    RoundFactory()
    assert client_for(facilitator).get(f"/applications/?{query}").status_code == 200


def test_list_is_empty_with_a_way_on(newcomer: Any, client_for: Any) -> None:
    assert "No applications yet" in client_for(newcomer).get("/applications/").content.decode()


def test_start_tells_each_person_what_waits(
    lead: Any, facilitator: Any, superintendent: Any, newcomer: Any, district: Any, client_for: Any
) -> None:
    submitted(RoundFactory(), district, actor=lead)
    assert "Read it and decide." in client_for(facilitator).get("/start/").content.decode()
    assert "MDE reads it next." in client_for(superintendent).get("/start/").content.decode()
    assert "Find my district" in client_for(newcomer).get("/start/").content.decode()


@pytest.mark.parametrize("page", ["decisions", "release"])
def test_decisions_take_the_same_queries_for_1_3_and_50_rows(
    page: str, facilitator: Any, lead: Any, district: Any, client_for: Any
) -> None:
    call, client, counts = RoundFactory(capacity=60), client_for(facilitator), []
    submitted(call, district, actor=lead)
    services.open_review(call, due_on=timezone.localdate(), per_subject=1, actor=facilitator)
    client.get(f"/apply/{call.slug}/{page}/")
    for rows in (1, 3, 50):
        fill(call, facilitator, rows)
        for application in call.applications.filter(decision=None):
            services.decide_application(application, outcome="accept", reasons="Sample.", actor=facilitator)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/apply/{call.slug}/{page}/").status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 25
