"""Two editions and a few standards, kept by a facilitator."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from portal.standards.models import Edition, Standard
from tests.factories.standards import added, kept_edition


@pytest.fixture
def edition(facilitator: Any) -> Edition:
    return kept_edition(actor=facilitator)


@pytest.fixture
def older(facilitator: Any) -> Edition:
    return kept_edition("2009", effective_from=date(2009, 7, 1), actor=facilitator)


@pytest.fixture
def standard(edition: Edition, facilitator: Any) -> Standard:
    return added(edition, "14", topic="Graduation requirements", actor=facilitator)


@pytest.fixture
def page_for(client_for: Callable[..., Any]) -> Callable[..., str]:
    """The words of a page, as a person gets it."""

    def open_page(user: Any, address: str) -> str:
        answer = client_for(user).get(address)
        assert answer.status_code == 200, address
        return str(answer.content.decode())

    return open_page
