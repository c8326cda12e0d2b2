"""Declared conflicts of interest, for tests."""

import factory

from portal.conflicts.models import Declaration
from tests.factories.accounts import UserFactory
from tests.factories.districts import DistrictFactory


class DeclarationFactory(factory.django.DjangoModelFactory):
    """A declaration that holds."""

    class Meta:
        model = Declaration

    person = factory.SubFactory(UserFactory)
    district = factory.SubFactory(DistrictFactory)
    reason = "Sample reason"
