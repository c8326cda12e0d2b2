"""A proposal on the docket, and five members of the Commission."""

from typing import Any

import pytest

from applications.commission.models import Item, Sitting
from applications.waivers.models import Provision, Waiver
from portal.districts.models import District
from portal.network.models import Pathway
from portal.standards.models import Waivable
from tests.factories.commission import commissioners, in_session
from tests.factories.network import NetworkMembershipFactory, PathwayFactory
from tests.factories.waivers import docketed, standard_of


@pytest.fixture
def pathway(district: District) -> Pathway:
    """A PLC that the district is in."""
    made = PathwayFactory(name="Sample PLC")
    NetworkMembershipFactory(district=district).pathways.add(made)
    return made


@pytest.fixture
def waiver(district: District, pathway: Pathway, lead: Any, superintendent: Any, facilitator: Any) -> Waiver:
    """A proposal that everybody reads."""
    standard = standard_of("13", actor=facilitator, topic="School day (sample)", waivable=Waivable.YES)
    return docketed(district, pathway, standard, actor=lead, facilitator=facilitator)


@pytest.fixture
def five(db: Any) -> list[Any]:
    """Five members."""
    return commissioners(5)


@pytest.fixture
def sitting(waiver: Waiver, five: list[Any], facilitator: Any) -> Sitting:
    """A meeting in session with the proposal on its agenda."""
    return in_session(waiver, actor=facilitator)


@pytest.fixture
def item(sitting: Sitting) -> Item:
    """The proposal on the agenda."""
    return sitting.items.get()


@pytest.fixture
def provision(waiver: Waiver) -> Provision:
    """Its one provision."""
    return waiver.provisions.get()
