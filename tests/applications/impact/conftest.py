"""Standards of two editions, a PLC, and another facilitator."""

from typing import Any

import pytest

from portal.network.models import Pathway
from portal.standards.models import Standard, StandardVersion, Waivable
from tests.factories.accounts import state_officer
from tests.factories.impact import TEXT, of_edition
from tests.factories.network import PathwayFactory


@pytest.fixture
def pathway(db: Any) -> Pathway:
    """A PLC."""
    return PathwayFactory(name="Sample PLC")


@pytest.fixture
def version(facilitator: Any) -> StandardVersion:
    """A standard with a text."""
    words = {"topic": "School day (sample)", "text": TEXT, "waivable": Waivable.YES}
    return of_edition("2018", "13", actor=facilitator, **words)


@pytest.fixture
def standard(version: StandardVersion) -> Standard:
    """The standard itself."""
    return version.standard


@pytest.fixture
def second(facilitator: Any) -> Any:
    """Another facilitator."""
    return state_officer("facilitator", email="second@example.org", name="Second facilitator")
