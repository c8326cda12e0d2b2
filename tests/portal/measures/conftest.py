"""A PLC with its circle: the district's lead leads it; its teacher and the other district's lead are in it."""

from typing import Any

import pytest

from portal.districts.models import School
from portal.measures.models import Measure
from portal.network import providers
from portal.network.models import Pathway
from portal.network.providers import add_circle
from tests.factories.districts import SchoolFactory
from tests.factories.measures import circle, measured
from tests.factories.network import PathwayFactory


@pytest.fixture
def pathway(db: Any) -> Pathway:
    return PathwayFactory(name="Sample PLC")


@pytest.fixture
def plc(pathway: Pathway, lead: Any, member: Any, rival_lead: Any, monkeypatch: Any) -> dict[str, str]:
    """Who is in the PLC; a test may take somebody out."""
    roles = {lead.email: "lead", member.email: "member", rival_lead.email: "member"}
    monkeypatch.setattr(providers, "_circles", [])
    add_circle(circle(roles, pathway))
    return roles


@pytest.fixture
def measure(pathway: Pathway, plc: Any, lead: Any) -> Measure:
    return measured(pathway, actor=lead)


@pytest.fixture
def school(district: Any) -> School:
    return SchoolFactory(district=district, name="Sample School One")


@pytest.fixture
def other_school(district: Any) -> School:
    return SchoolFactory(district=district, name="Sample School Two")


@pytest.fixture
def rival_school(rival_district: Any) -> School:
    return SchoolFactory(district=rival_district, name="Sample School Three")
