"""What tests of events share: PLCs, as the workgroups would tell of them."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.network import providers
from portal.network.models import Pathway
from portal.network.providers import CircleRole
from tests.factories.network import PathwayFactory


@pytest.fixture
def pathway(db: Any) -> Pathway:
    """A topic with a PLC."""
    return PathwayFactory()


@pytest.fixture
def circle(monkeypatch: pytest.MonkeyPatch, pathway: Pathway) -> Callable[..., None]:
    """Says who is in the PLC from now on: `circle(member, lead=lead)`."""
    people: dict[int, CircleRole] = {}
    monkeypatch.setattr(
        providers, "_circles", [lambda user: {pathway.pk: people[user.pk]} if user.pk in people else {}]
    )

    def say(*members: Any, lead: Any = None) -> None:
        people.clear()
        people.update({person.pk: CircleRole.MEMBER for person in members})
        if lead is not None:
            people[lead.pk] = CircleRole.LEAD

    return say
