"""The PLCs of the demonstration: the topics of the charter without seats, and one sample to look around in."""

from typing import Any

import pytest

from plcs.discussion import demonstration as discussion
from plcs.discussion.models import Post, Thread
from plcs.workgroups import demonstration
from plcs.workgroups.models import Place, Workgroup
from portal.districts import demonstration as offices
from portal.districts.models import District
from portal.network import demonstration as network
from portal.network.models import Pathway
from tests.factories.districts import DistrictFactory
from tests.factories.network import NetworkMembershipFactory, PathwayFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> Workgroup:
    """Twice, as a server that starts again does."""
    for leaid in (offices.CORINTH, offices.AMITE):
        DistrictFactory(leaid=leaid)
    NetworkMembershipFactory(district=District.objects.get(pk=offices.CORINTH))
    PathwayFactory(slug="career-academies")
    offices.load()
    for _ in range(2):
        sample = demonstration.load()
        discussion.load()
    return sample


def test_sample_is_one_and_its_people_talk(loaded: Workgroup, client_for: Any) -> None:
    assert (Place.objects.in_force().count(), Thread.objects.count(), Post.objects.count()) == (4, 2, 5)
    lead = Place.objects.get(is_lead=True).user
    page = client_for(lead).get(loaded.get_absolute_url()).content.decode()
    assert "Who drives at noon, when the placements end? (sample)" in page
    assert "The people, seats and words of this PLC are samples." in page


def test_no_real_topic_is_given_a_district(loaded: Workgroup) -> None:
    others = Workgroup.objects.exclude(pk=loaded.pk)
    assert others.count() == Pathway.objects.count() - 1 > 0
    assert not [each for each in others if each.seated().exists()]
    assert loaded.pathway.is_open is False
    assert demonstration.SAMPLE not in {slug for slug, *_ in network.PATHWAYS}
