"""Letters of the district, at the places where these tests begin."""

from typing import Any

import pytest

from applications.letters.models import Letter
from tests.factories.intake import RoundFactory, completed, issued_letter


@pytest.fixture
def waiting(lead: Any, superintendent: Any, facilitator: Any, district: Any) -> Letter:
    """A letter that waits for the superintendent."""
    return issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)


@pytest.fixture
def in_force(waiting: Letter, superintendent: Any, facilitator: Any) -> Letter:
    """A letter that is signed by all."""
    completed(waiting, superintendent=superintendent, facilitator=facilitator)
    waiting.refresh_from_db()
    return waiting
