"""A facilitator who may not judge a district learns nothing pending about it, and releases no round that holds it."""

from typing import Any

import pytest

from applications.intake import services
from applications.intake.models import Application, Decision
from portal.conflicts.services import declare_conflict
from portal.core.errors import NotAllowed
from tests.factories.accounts import state_officer
from tests.factories.intake import RoundFactory, submitted
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db
CANARY = "Sample canary of pending reasons."


@pytest.fixture
def tied(district: Any) -> Any:
    person = state_officer("facilitator", name="Tied facilitator")
    declare_conflict(person=person, district=district, reason="Sample: worked there.")
    return person


@pytest.fixture
def pending(lead: Any, rival_district: Any, district: Any, facilitator: Any) -> list[Application]:
    call = RoundFactory()
    head = MembershipFactory(district=rival_district, office="superintendent").user
    both = [submitted(call, district, actor=lead), submitted(call, rival_district, actor=head)]
    for each in both:
        services.decide_application(each, outcome="accept", reasons=CANARY, actor=facilitator)
    return both


def test_nothing_pending_is_shown_of_the_district(
    pending: list[Application], tied: Any, facilitator: Any, client_for: Any
) -> None:
    own, other = pending
    call = own.round
    for address in (own.get_absolute_url(), f"/applications/{own.reference}/decide/", f"/apply/{call.slug}/release/"):
        page = client_for(tied).get(address).content.decode()
        assert CANARY not in page
        assert "Set, not told yet" not in page
    page = client_for(tied).get(f"/apply/{call.slug}/decisions/").content.decode()
    assert own.district.name not in page
    assert other.district.name in page
    assert "1 district is not shown" in page
    free = client_for(facilitator).get(f"/apply/{call.slug}/decisions/").content.decode()
    assert own.district.name in free


def test_release_is_left_to_another_facilitator(pending: list[Application], tied: Any, facilitator: Any) -> None:
    call = pending[0].round
    with pytest.raises(NotAllowed, match="Another facilitator"):
        services.release_decisions(call, shown=services.fingerprint(call), actor=tied)
    assert Decision.objects.released().count() == 0
    services.release_decisions(call, shown=services.fingerprint(call), actor=facilitator)
    assert Decision.objects.released().count() == 2


def test_what_was_released_is_shown_to_everybody(
    pending: list[Application], tied: Any, facilitator: Any, client_for: Any
) -> None:
    call = pending[0].round
    services.release_decisions(call, shown=services.fingerprint(call), actor=facilitator)
    page = client_for(tied).get(f"/apply/{call.slug}/decisions/").content.decode()
    assert pending[0].district.name in page
