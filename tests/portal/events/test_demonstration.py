"""The demonstration's events: those of 2018 with their source, samples that say so."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.accounts import demonstration as people
from portal.events import demonstration
from portal.events.models import Event
from portal.participation.duties import Duty

pytestmark = pytest.mark.django_db


def test_load_keeps_the_events_of_2018_and_samples_ahead_once(client_for: Any, settings: Any) -> None:
    settings.DEMO = True
    people.load()
    demonstration.load()
    demonstration.load()
    past = Event.objects.over()
    assert past.count() == 11
    assert all(event.source and event.is_all_day for event in past)
    ahead = Event.objects.coming()
    assert ahead.count() == 5
    assert all("sample" in event.title for event in ahead)
    page = client_for(AnonymousUser()).get("/events/?past").content.decode()
    assert "Thursday, April 19, 2018, to Saturday, April 21, 2018" in page
    assert "September 2018; the day is not on record" in page
    assert {event.duty for event in past} == {"", Duty.MEETINGS, Duty.WEBINARS}
    assert b"September 2018" not in client_for(AnonymousUser()).get("/events/calendar.ics").content


def test_load_without_people_keeps_the_past_only(db: Any) -> None:
    demonstration.load()
    assert Event.objects.coming().count() == 0
