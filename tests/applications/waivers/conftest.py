"""A member district in a PLC, and standards: one that may be varied, one that may not."""

from typing import Any

import pytest

from applications.waivers.models import Waiver
from portal.districts.models import District
from portal.network.models import Pathway
from portal.standards.models import StandardVersion, Waivable
from tests.factories.network import NetworkMembershipFactory, PathwayFactory
from tests.factories.standards import REFUSED
from tests.factories.waivers import agreed, drafted, handed_in, provided, standard_of


@pytest.fixture
def pathway(district: District) -> Pathway:
    """A PLC that the district is in."""
    made = PathwayFactory(name="Sample PLC")
    NetworkMembershipFactory(district=district).pathways.add(made)
    return made


@pytest.fixture
def minutes(facilitator: Any) -> StandardVersion:
    """A standard that may be varied."""
    return standard_of("13", actor=facilitator, topic="School day (sample)", waivable=Waivable.YES)


@pytest.fixture
def federal(facilitator: Any, minutes: StandardVersion) -> StandardVersion:
    """A standard that may not."""
    return standard_of("17.4", actor=facilitator, topic="Federal program (sample)", **REFUSED)


@pytest.fixture
def written(district: District, pathway: Pathway, minutes: StandardVersion, lead: Any, superintendent: Any) -> Waiver:
    """A draft with one provision; only the agreement is lacking."""
    made = drafted(district, pathway, actor=lead)
    provided(made, minutes, actor=lead)
    return made


@pytest.fixture
def draft(written: Waiver) -> Waiver:
    """A draft with one provision; nothing is lacking."""
    return agreed(written)


@pytest.fixture
def given(district: District, pathway: Pathway, minutes: StandardVersion, lead: Any, superintendent: Any) -> Waiver:
    """A complete proposal that MDE has."""
    return handed_in(district, pathway, minutes, actor=lead)
