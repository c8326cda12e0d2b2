"""Seats of districts: by letter, by request, given up."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from plcs.workgroups import services
from plcs.workgroups.models import SeatRequest, Workgroup
from plcs.workgroups.states import SeatRequestState
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from tests.factories.network import NetworkMembershipFactory
from tests.factories.plcs import seated, workgroup_of


@pytest.fixture
def empty(db: Any) -> Workgroup:
    """A PLC in which nobody has a seat."""
    return workgroup_of()


@pytest.fixture
def asked(empty: Workgroup, district: Any, lead: Any) -> SeatRequest:
    """The district asks for a seat."""
    NetworkMembershipFactory(district=district)
    return services.ask_seat(empty, district, why="Sample", actor=lead)


def test_seat_is_there_by_the_pathways_of_the_letter(empty: Workgroup, district: Any) -> None:
    NetworkMembershipFactory(district=district, pathways=[empty.pathway])
    assert list(empty.seated()) == [district]


def test_grant_gives_the_seat_and_tells_the_leads(asked: SeatRequest, facilitator: Any, lead: Any) -> None:
    services.grant_seat(asked, actor=facilitator)
    assert list(asked.workgroup.seated()) == [asked.district]
    assert OutgoingMail.objects.filter(to=lead.email, subject__contains="has a seat").count() == 1
    with pytest.raises(NotAllowed):
        services.grant_seat(asked, actor=facilitator)


def test_decline_tells_the_reason(asked: SeatRequest, facilitator: Any, lead: Any) -> None:
    services.decline_seat(asked, answer="Sample reason.", actor=facilitator)
    assert not asked.workgroup.seated().exists()
    assert "Sample reason." in OutgoingMail.objects.get(to=lead.email).text


def test_ask_is_for_who_leads_a_member_district(
    empty: Workgroup, district: Any, member: Any, rival_lead: Any, lead: Any
) -> None:
    with pytest.raises(NotAllowed, match="not a member of the network"):
        services.ask_seat(empty, district, why="Sample", actor=lead)
    NetworkMembershipFactory(district=district)
    for stranger in (member, rival_lead):
        with pytest.raises(PermissionDenied):
            services.ask_seat(empty, district, why="Sample", actor=stranger)


def test_ask_twice_is_refused_and_again_after_it_was_taken_back(asked: SeatRequest, lead: Any) -> None:
    with pytest.raises(NotAllowed, match="has asked already"):
        services.ask_seat(asked.workgroup, asked.district, why="Sample", actor=lead)
    services.withdraw_seat(asked, actor=lead)
    again = services.ask_seat(asked.workgroup, asked.district, why="Sample", actor=lead)
    assert again.state == SeatRequestState.REQUESTED


@pytest.mark.parametrize("who", ["lead", "rival_lead", "csa_reviewer"])
def test_grant_is_for_the_department(who: str, request: Any, asked: SeatRequest) -> None:
    with pytest.raises(PermissionDenied):
        services.grant_seat(asked, actor=request.getfixturevalue(who))


def test_leave_takes_the_lead_of_the_plc_too(empty: Workgroup, district: Any, lead: Any, facilitator: Any) -> None:
    seated(empty, district)
    words = {"aim": "Sample", "charter": "", "access": "closed"}
    services.write_charter(empty, **words, lead_districts=[district], actor=facilitator)
    services.leave_seat(empty, district, reason="Sample", actor=lead)
    assert not empty.seated().exists()
    assert not empty.lead_districts.exists()
    assert OutgoingMail.objects.filter(to=facilitator.email, subject__contains="gave up its seat").count() == 1


def test_lead_district_needs_a_seat(empty: Workgroup, district: Any, facilitator: Any) -> None:
    words = {"aim": "Sample", "charter": "", "access": "closed"}
    with pytest.raises(NotAllowed, match="has a seat"):
        services.write_charter(empty, **words, lead_districts=[district], actor=facilitator)
