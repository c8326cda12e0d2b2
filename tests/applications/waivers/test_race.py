"""Two facilitators at the same moment: each proposal on the docket has a number of its own."""

from typing import Any

import pytest

from applications.waivers import services
from applications.waivers.models import Waiver
from portal.districts.models import District
from portal.network.models import Pathway
from portal.standards.models import StandardVersion
from tests.factories.waivers import handed_in
from tests.parallel import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_proposals_docketed_at_once_get_numbers_of_their_own(
    district: District, pathway: Pathway, minutes: StandardVersion, lead: Any, facilitator: Any
) -> None:
    for _ in range(2):
        made = [handed_in(district, pathway, minutes, actor=lead) for _ in range(4)]
        told = together(4, lambda number, made=made: services.docket_waiver(made[number], actor=facilitator))
        assert all(isinstance(each, Waiver) for each in told), told
    numbers = sorted(Waiver.objects.docketed().values_list("docket", flat=True))
    assert [number[-4:] for number in numbers] == [f"{each:04}" for each in range(1, 9)]
