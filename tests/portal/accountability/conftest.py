"""The districts and the school that the small files of these tests are about; samples all of them."""

from typing import Any

import pytest

from tests.factories.accountability import KnownDistrictFactory, KnownSchoolFactory


@pytest.fixture
def known(db: Any) -> None:
    """Four districts and a school."""
    first = KnownDistrictFactory(leaid="2897001", name="Sample A School District")
    KnownDistrictFactory(leaid="2897002", name="Sample B School District")
    KnownDistrictFactory(leaid="2897003", name="Closed School District", status_note="closed in 2018")
    KnownDistrictFactory(leaid="0100130", name="Zero School District")
    KnownSchoolFactory(district=first, name="Sample School")
