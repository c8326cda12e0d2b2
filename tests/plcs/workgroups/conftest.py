"""A teacher whom the district invited, who has not come in, and whom the lead of the PLC awaits."""

from typing import Any

import pytest

from plcs.workgroups import services
from plcs.workgroups.models import Awaited, Workgroup
from portal.districts import services as districts
from portal.districts.models import Invitation
from tests.plcs.workgroups.awaiting import ADDRESS


@pytest.fixture
def invitation(district: Any, lead: Any) -> Invitation:
    """The district invited a teacher."""
    return districts.invite(district, email=ADDRESS, office="lead_teacher", actor=lead)


@pytest.fixture
def awaited(workgroup: Workgroup, invitation: Invitation, plc_lead: Any) -> Awaited:
    """The lead of the PLC awaits the teacher."""
    return services.await_person(workgroup, invitation, actor=plc_lead)
