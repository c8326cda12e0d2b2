"""A thread that the lead of the PLC began."""

from typing import Any

import pytest

from plcs.discussion.models import Thread
from plcs.workgroups.models import Workgroup
from tests.factories.discussion import begun


@pytest.fixture
def thread(workgroup: Workgroup, plc_lead: Any, plc_member: Any) -> Thread:
    """Begun by the lead; the other district's lead is in the PLC too."""
    return begun(workgroup, actor=plc_lead)
