"""Two districts that ask and one that mentors: the rival district, a District of Innovation."""

from typing import Any

import pytest

from mentorship.profiles.models import Offer, Request
from portal.districts.models import District
from portal.network.models import NetworkRole
from tests.cast import office_holder
from tests.factories.districts import DistrictFactory
from tests.factories.mentoring import asked_for, offered
from tests.factories.network import NetworkMembershipFactory


@pytest.fixture
def offer(rival_district: District, rival_lead: Any) -> Offer:
    """The rival district mentors one district in mathematics."""
    NetworkMembershipFactory(district=rival_district, role=NetworkRole.EXEMPLAR)
    return offered(rival_district, actor=rival_lead, capacity=1, limits="Not in May")


@pytest.fixture
def asked(district: District, lead: Any, offer: Offer) -> Request:
    """The district asks for help in mathematics, and wishes for the rival."""
    district.locale = "43"
    district.save()
    return asked_for(district, actor=lead, wishes=[offer], now="Sample: how it is")


@pytest.fixture
def third_lead(db: Any) -> Any:
    """Who leads a third district."""
    return office_holder(
        DistrictFactory(leaid="2899003", name="Sample District C"), "superintendent", "Superintendent C"
    )


@pytest.fixture
def third(third_lead: Any, offer: Offer) -> Request:
    """A third district, in a town, asks for the same."""
    district = District.objects.get(pk="2899003")
    district.locale = "33"
    district.save()
    return asked_for(district, actor=third_lead, wishes=[offer])
