"""A PLC of two districts: a lead of the one, a member of the other."""

from typing import Any

import pytest

from plcs.workgroups.models import Place, Workgroup
from tests.factories.plcs import placed, workgroup_of


@pytest.fixture
def workgroup(district: Any, rival_district: Any) -> Workgroup:
    """Both districts have a seat."""
    return workgroup_of(district, rival_district)


@pytest.fixture
def plc_lead(workgroup: Workgroup, lead: Any) -> Any:
    """The innovation lead of the first district leads the PLC."""
    placed(workgroup, lead, is_lead=True)
    return lead


@pytest.fixture
def plc_member(workgroup: Workgroup, rival_lead: Any) -> Any:
    """The innovation lead of the other district is in it."""
    placed(workgroup, rival_lead)
    return rival_lead


@pytest.fixture
def place(workgroup: Workgroup, member: Any) -> Place:
    """The teacher of the first district is in it."""
    return placed(workgroup, member)
