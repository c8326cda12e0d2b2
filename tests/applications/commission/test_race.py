"""Members and a facilitator at the same moment: one vote for each member, and none after the close."""

from typing import Any

import pytest

from applications.commission import services
from applications.commission.models import Item, Motion, Sitting, Vote
from applications.waivers.models import Provision
from tests.factories.commission import moved, voted
from tests.parallel import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_twenty_votes_of_one_member_at_once_count_once(item: Item, provision: Provision, five: list[Any]) -> None:
    motion = moved(item, provision, by=five[0], seconded_by=five[1])
    choices = ["yes", "no"] * 10
    told = together(20, lambda number: services.cast_vote(motion, choice=choices[number], actor=five[2]))
    assert all(isinstance(each, Vote) for each in told), told
    assert Vote.objects.filter(member=five[2]).count() == 1


def test_votes_at_the_close_are_counted_or_refused(
    item: Item, provision: Provision, sitting: Sitting, five: list[Any], facilitator: Any
) -> None:
    motion = moved(item, provision, by=five[0], seconded_by=five[1])
    voted(motion, {five[0]: "yes", five[1]: "yes"})

    def act(number: int) -> Any:
        if number == 3:
            return services.close_sitting(sitting, minutes="x", actor=facilitator)
        return services.cast_vote(motion, choice="no", actor=five[2 + number])

    told = together(4, act)
    counted = 2 + sum(isinstance(each, Vote) for each in told)
    tally = Motion.objects.get(pk=motion.pk).tally
    assert tally["yes"] + tally["no"] == counted == Vote.objects.count(), told


def test_two_who_move_at_once_make_one_motion(item: Item, provision: Provision, five: list[Any]) -> None:
    told = together(2, lambda number: services.make_motion(item, provision, disposition="deny", actor=five[number]))
    assert sorted(isinstance(each, Motion) for each in told) == [False, True], told
    assert Motion.objects.count() == 1
