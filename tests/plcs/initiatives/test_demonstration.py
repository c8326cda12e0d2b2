"""The sample initiative: what is there, that all of it says that it is a sample, and that it is made once."""

from typing import Any

import pytest

from plcs.initiatives import demonstration
from plcs.initiatives.models import Cycle, Driver, Idea, Initiative
from plcs.workgroups import demonstration as workgroups
from portal.districts import demonstration as offices
from portal.districts.demonstration import AMITE, CORINTH
from portal.network import demonstration as network
from tests.factories.districts import DistrictFactory


@pytest.fixture
def loaded(db: Any) -> None:
    """Two real districts by their numbers, people, PLCs, and the sample initiative, loaded twice."""
    DistrictFactory(leaid=CORINTH, name="Corinth School District")
    DistrictFactory(leaid=AMITE, name="Amite County School District")
    network.load()
    offices.load()
    workgroups.load()
    for _ in range(2):
        demonstration.load()


def test_demonstration_has_a_studied_and_a_running_cycle_once(loaded: None) -> None:
    assert sorted(Cycle.objects.values_list("state", flat=True)) == ["concluded", "running"]


def test_demonstration_says_everywhere_that_it_is_a_sample(loaded: None) -> None:
    texts = [*Initiative.objects.values_list("title", flat=True), *Initiative.objects.values_list("aim", flat=True)]
    texts += [*Driver.objects.values_list("words", flat=True), *Idea.objects.values_list("words", flat=True)]
    texts += [*Cycle.objects.values_list("question", flat=True), *Cycle.objects.values_list("plan", flat=True)]
    assert len(texts) == 10
    assert [text for text in texts if "sample" not in text.lower()] == []
