"""An initiative of the first district in a PLC of two."""

from typing import Any

import pytest

from plcs.initiatives.models import Idea, Initiative
from plcs.workgroups.models import Workgroup
from tests.factories.initiatives import begun, idea_of


@pytest.fixture
def initiative(workgroup: Workgroup, plc_lead: Any, plc_member: Any) -> Initiative:
    """Begun by the lead; somebody of the other district is in the PLC too."""
    return begun(workgroup, actor=plc_lead)


@pytest.fixture
def idea(initiative: Initiative, plc_lead: Any) -> Idea:
    """A change idea on a primary driver."""
    return idea_of(initiative, actor=plc_lead)
