"""A PLC of two districts, its lead and a member, and a meeting that can be held."""

from typing import Any

import pytest

from plcs.meetings.models import Meeting, Minutes
from plcs.workgroups.models import Workgroup
from tests.factories.meetings import held, planned


@pytest.fixture
def meeting(workgroup: Workgroup, plc_lead: Any, plc_member: Any) -> Meeting:
    """It began an hour ago."""
    return planned(workgroup, actor=plc_lead)


@pytest.fixture
def minutes(meeting: Meeting, workgroup: Workgroup, plc_lead: Any) -> Minutes:
    """The draft of its minutes, with one section; both were present."""
    return held(workgroup, actor=plc_lead, meeting=meeting)
