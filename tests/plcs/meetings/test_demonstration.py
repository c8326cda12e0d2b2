"""The demonstration's meetings: what is there, that all of it says that it is a sample, and that it is made once."""

from typing import Any

import pytest

from plcs.meetings import demonstration
from plcs.meetings.models import Action, AgendaItem, Decision, Meeting, SealedMinutes
from plcs.workgroups import demonstration as workgroups
from portal.districts import demonstration as offices
from portal.districts.demonstration import AMITE, CORINTH
from portal.network import demonstration as network
from tests.factories.districts import DistrictFactory


@pytest.fixture
def loaded(db: Any) -> None:
    """Two real districts by their numbers, people, PLCs, and the sample meetings, loaded twice."""
    DistrictFactory(leaid=CORINTH, name="Corinth School District")
    DistrictFactory(leaid=AMITE, name="Amite County School District")
    network.load()
    offices.load()
    workgroups.load()
    for _ in range(2):
        demonstration.load()


def test_demonstration_has_a_meeting_of_each_kind_once(loaded: None) -> None:
    assert sorted(Meeting.objects.values_list("state", "minutes__state")) == [("held", "approved"), ("planned", None)]
    assert (Action.objects.count(), Decision.objects.count()) == (1, 1)


def test_demonstration_says_everywhere_that_it_is_a_sample(loaded: None) -> None:
    texts = [*Meeting.objects.values_list("title", flat=True), *AgendaItem.objects.values_list("title", flat=True)]
    texts += [*Action.objects.values_list("words", flat=True), *Decision.objects.values_list("question", flat=True)]
    texts += [each["text"] for each in SealedMinutes.objects.get().content["sections"]]
    assert len(texts) >= 9
    assert [text for text in texts if "sample" not in text.lower()] == []
