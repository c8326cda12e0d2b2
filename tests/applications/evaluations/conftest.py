"""A waiver that was granted, with the reports that it owes, and a measure of its PLC."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from applications.evaluations.models import Report
from applications.waivers import services
from applications.waivers.models import Waiver
from portal.districts.models import District
from portal.measures.models import Measure
from portal.network.models import Pathway
from portal.network.providers import CircleRole
from portal.standards.models import Waivable
from tests.factories.measures import circle, measured
from tests.factories.network import NetworkMembershipFactory, PathwayFactory
from tests.factories.waivers import agreed, drafted, granted, hypothesised, provided, standard_of


@pytest.fixture
def pathway(district: District) -> Pathway:
    """A PLC that the district is in."""
    made = PathwayFactory(name="Sample PLC")
    NetworkMembershipFactory(district=district).pathways.add(made)
    return made


@pytest.fixture
def measure(pathway: Pathway, lead: Any, monkeypatch: Any) -> Measure:
    """A measure of the PLC that the lead may read."""
    monkeypatch.setattr("portal.network.providers._circles", [circle({lead.email: CircleRole.LEAD}, pathway)])
    return measured(pathway, actor=lead)


@pytest.fixture
def holds(district: District, pathway: Pathway, measure: Measure, lead: Any, facilitator: Any) -> Waiver:
    """Granted today for three hundred days: a first report after sixty, the final one after two hundred."""
    today = timezone.localdate()
    standard = standard_of("13", actor=facilitator, waivable=Waivable.YES)
    first, final = str(today + timedelta(days=60)), str(today + timedelta(days=200))
    draft = drafted(district, pathway, actor=lead, first_report=first, final_report=final)
    provision = provided(draft, standard, actor=lead, begins_on=today, ends_on=today + timedelta(days=300))
    hypothesised(provision, measure=measure, other_measure="", actor=lead, words="More finish (sample)")
    public = services.docket_waiver(services.submit_waiver(agreed(draft), actor=lead), actor=facilitator)
    return granted(public, facilitator=facilitator)


@pytest.fixture
def first(holds: Waiver) -> Report:
    """Its first report."""
    return holds.reports.get(is_final=False)


@pytest.fixture
def final(holds: Waiver) -> Report:
    """Its final report."""
    return holds.reports.get(is_final=True)
