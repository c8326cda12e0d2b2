"""Two schools of the district: one that a file designates, one that none does."""

from typing import Any

import pytest

from best_practices.improvement.models import ArtifactType, IdentifiedSchool
from portal.accounts.models import StateRole
from portal.districts.models import District, School
from tests.factories.accounts import state_officer
from tests.factories.districts import SchoolFactory
from tests.factories.improvement import identified


@pytest.fixture
def coach(db: Any) -> Any:
    """A coach of the Office of School Improvement."""
    return state_officer(StateRole.OSI_COACH, email="coach@example.org", name="Sample Coach")


@pytest.fixture
def school(district: District) -> School:
    """A school of the district."""
    return SchoolFactory(district=district, name="Sample Middle School")


@pytest.fixture
def work(school: School, coach: Any) -> IdentifiedSchool:
    """The work with it has begun."""
    return identified(school, actor=coach)


@pytest.fixture
def folder(db: Any) -> ArtifactType:
    """The first folder that has to hold something."""
    return ArtifactType.objects.filter(is_required=True)[0]
