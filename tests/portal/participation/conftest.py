"""A member district since March 2018, and a source of facts that each test fills."""

from typing import Any

import pytest

from portal.participation import providers
from tests.factories.ledger import Source, planted
from tests.factories.network import NetworkMembershipFactory


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Source:
    """The only source."""
    found = Source()
    monkeypatch.setattr(providers, "_sources", [found])
    return found


@pytest.fixture
def member_district(district: Any) -> Any:
    """The district of the cast, a member of the network since March 14, 2018."""
    NetworkMembershipFactory(district=district)
    return district


@pytest.fixture
def ledger(member_district: Any, source: Source) -> Source:
    """The planted facts of the school year 2018-19."""
    source.extend(planted(member_district.pk))
    return source
