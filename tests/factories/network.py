"""Pathways and districts of the network, for tests."""

import datetime
from typing import Any

import factory

from portal.network.models import NetworkMembership, NetworkRole, Pathway, PathwayKind, Term
from tests.factories.districts import DistrictFactory


class PathwayFactory(factory.django.DjangoModelFactory):
    """A topic."""

    class Meta:
        model = Pathway

    slug = factory.Sequence(lambda number: f"sample-topic-{number}")
    name = factory.Sequence(lambda number: f"Sample topic {number}")
    kind = PathwayKind.IMPLEMENTATION


class NetworkMembershipFactory(factory.django.DjangoModelFactory):
    """A district that is a member now, with its first term."""

    class Meta:
        model = NetworkMembership
        skip_postgeneration_save = True

    district = factory.SubFactory(DistrictFactory)
    role = NetworkRole.MEMBER
    since = datetime.date(2018, 3, 14)
    rests_on = "Sample letter"

    @factory.post_generation
    def first_term(membership: NetworkMembership, create: bool, extracted: Any, **kwargs: Any) -> None:
        """What the membership rests on."""
        facts = {"since": membership.since, "until": membership.until, "rests_on": membership.rests_on}
        Term.objects.create(membership=membership, **facts)

    @factory.post_generation
    def pathways(membership: NetworkMembership, create: bool, extracted: Any, **kwargs: Any) -> None:
        """The pathways named."""
        membership.pathways.set(extracted or [])
