"""A letter that waits for its signature: the thing with states that core's tests act upon."""

from typing import Any

import pytest

from applications.letters.models import Letter
from tests.factories.intake import RoundFactory, issued_letter


@pytest.fixture
def letter(lead: Any, superintendent: Any, facilitator: Any, district: Any) -> Letter:
    return issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)
