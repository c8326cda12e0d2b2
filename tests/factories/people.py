"""Office-holders of districts, for tests."""

import factory
from django.utils import timezone

from portal.districts.models import Membership, Office
from portal.districts.states import MembershipState
from tests.factories.accounts import UserFactory


class MembershipFactory(factory.django.DjangoModelFactory):
    """An office held now."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    office = Office.LEAD_TEACHER
    state = MembershipState.ACTIVE
    starts_on = factory.LazyFunction(timezone.localdate)


class FormerMembershipFactory(MembershipFactory):
    """An office that ended."""

    state = MembershipState.ENDED
    ended_at = factory.LazyFunction(timezone.now)
