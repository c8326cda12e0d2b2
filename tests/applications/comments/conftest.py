"""A proposal on the docket, on which everybody may comment, and what becomes of it."""

from collections.abc import Callable
from typing import Any

import pytest

from applications.waivers.models import Waiver
from portal.core.models import OutgoingMail
from portal.districts.models import District
from portal.standards.models import Waivable
from tests.factories.network import NetworkMembershipFactory, PathwayFactory
from tests.factories.waivers import docketed, standard_of


@pytest.fixture
def waiver(district: District, lead: Any, superintendent: Any, facilitator: Any) -> Waiver:
    """A proposal that everybody reads."""
    pathway = PathwayFactory(name="Sample PLC")
    NetworkMembershipFactory(district=district).pathways.add(pathway)
    standard = standard_of("13", actor=facilitator, topic="School day (sample)", waivable=Waivable.YES)
    return docketed(district, pathway, standard, actor=lead, facilitator=facilitator)


@pytest.fixture
def where(waiver: Waiver) -> str:
    """The address of its comments."""
    return f"{waiver.get_absolute_url()}comments/"


@pytest.fixture
def told(db: Any) -> Callable[[str], list[str]]:
    """To whom mails went whose subject begins with these words, each as often as it was told."""

    def to(words: str) -> list[str]:
        return sorted(OutgoingMail.objects.filter(subject__startswith=words).values_list("to", flat=True))

    return to
