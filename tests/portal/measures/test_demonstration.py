"""The sample measure of the demonstration."""

from typing import Any

import pytest

from portal.accounts.demonstration import address
from portal.measures import demonstration
from portal.measures.models import Measure, Reading
from tests.factories.accounts import state_officer
from tests.factories.network import PathwayFactory

pytestmark = pytest.mark.django_db


def test_sample_measure_is_there_once_and_invents_no_readings(client_for: Any) -> None:
    demonstration.load()
    assert not Measure.objects.exists(), "no PLC, no measure"
    PathwayFactory(slug=demonstration.PLC)
    facilitator = state_officer("facilitator", email=address("facilitator"))
    for _ in range(2):
        demonstration.load()
    measure = Measure.objects.get()
    assert measure.title.startswith("Sample")
    assert not Reading.objects.exists()
    assert "No readings yet." in client_for(facilitator).get(measure.get_absolute_url()).content.decode()
