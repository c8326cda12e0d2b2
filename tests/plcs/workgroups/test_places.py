"""People of a PLC: they join, ask, are invited, lead, leave; a place counts only with the office and the seat."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from plcs.workgroups import services
from plcs.workgroups.models import Access, Place, Workgroup
from plcs.workgroups.queries import circle
from plcs.workgroups.states import PlaceState
from portal.core.errors import NotAllowed
from portal.core.models import OutgoingMail
from portal.districts.models import Membership
from portal.network.models import NetworkMembership
from portal.network.providers import CircleRole, circles_of


def may_enter(person: Any, workgroup: Workgroup) -> bool:
    return person.has_perm("workgroups.enter", workgroup) and workgroup in Workgroup.objects.entered_by(person)


def test_join_is_at_once_in_an_open_plc(workgroup: Workgroup, district: Any, member: Any) -> None:
    workgroup.access = Access.OPEN
    workgroup.save()
    place = services.join_workgroup(workgroup, district, note="", actor=member)
    assert place.state == PlaceState.ACTIVE
    assert may_enter(member, workgroup)


def test_join_asks_the_leads_in_a_closed_plc(workgroup: Workgroup, district: Any, member: Any, plc_member: Any) -> None:
    Place.objects.filter(user=plc_member).update(is_lead=True)
    place = services.join_workgroup(workgroup, district, note="Sample note", actor=member)
    assert place.state == PlaceState.ASKED
    assert not may_enter(member, workgroup)
    told = OutgoingMail.objects.filter(subject__contains="asks to join")
    assert {mail.to for mail in told} == {plc_member.email}
    services.admit_place(place, actor=plc_member)
    assert may_enter(member, workgroup)
    assert OutgoingMail.objects.filter(to=member.email, subject__startswith="You are in the PLC").count() == 1
    logged = ModelLogEntry.objects.filter(action="workgroups.admit", object_id=str(place.pk))
    assert [(entry.user, entry.data["before"], entry.data["after"]) for entry in logged] == [
        (plc_member, "asked", "active")
    ]


def test_join_is_at_once_for_who_leads_the_district(workgroup: Workgroup, district: Any, lead: Any) -> None:
    assert services.join_workgroup(workgroup, district, note="", actor=lead).state == PlaceState.ACTIVE


def test_join_by_invitation_only_is_refused(workgroup: Workgroup, district: Any, member: Any) -> None:
    workgroup.access = Access.SECRET
    workgroup.save()
    with pytest.raises(PermissionDenied):
        services.join_workgroup(workgroup, district, note="", actor=member)


def test_join_for_a_district_without_a_seat_is_refused(
    workgroup: Workgroup, newcomer: Any, csa_reviewer: Any, district: Any
) -> None:
    for stranger in (newcomer, csa_reviewer):
        with pytest.raises(PermissionDenied):
            services.join_workgroup(workgroup, district, note="", actor=stranger)


def test_join_for_another_district_is_refused(workgroup: Workgroup, rival_district: Any, member: Any) -> None:
    with pytest.raises(NotAllowed, match="holds no office"):
        services.join_workgroup(workgroup, rival_district, note="", actor=member)


def test_join_twice_is_refused_in_a_sentence(workgroup: Workgroup, district: Any, place: Place) -> None:
    with pytest.raises(NotAllowed, match="has a place in this PLC already"):
        services.join_workgroup(workgroup, district, note="", actor=place.user)


def test_place_ends_with_the_office(workgroup: Workgroup, place: Place, member: Any) -> None:
    assert may_enter(member, workgroup)
    Membership.objects.filter(user=member).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert not may_enter(member, workgroup)
    assert circle(member) == {}


def test_place_ends_with_the_seat(workgroup: Workgroup, place: Place, member: Any, lead: Any, district: Any) -> None:
    services.leave_seat(workgroup, district, reason="Sample", actor=lead)
    assert not may_enter(member, workgroup)


def test_place_ends_with_the_term_of_the_membership(workgroup: Workgroup, place: Place, member: Any) -> None:
    NetworkMembership.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert not may_enter(member, workgroup)


def test_place_that_lapsed_does_not_stand_in_the_way_of_a_new_one(
    workgroup: Workgroup, place: Place, member: Any, lead: Any, district: Any
) -> None:
    services.leave_seat(workgroup, district, reason="Sample", actor=lead)
    from tests.factories.plcs import seated

    seated(workgroup, district)
    Place.objects.filter(pk=place.pk).update(district=district)
    Membership.objects.filter(user=member).update(state="ended")
    Membership.objects.create(
        user=member, district=district, office="principal", state="active", starts_on="2018-01-01"
    )
    assert may_enter(member, workgroup)


def test_circle_names_the_pathway_and_who_leads(workgroup: Workgroup, plc_lead: Any, plc_member: Any) -> None:
    assert circles_of(plc_lead) == {workgroup.pathway_id: CircleRole.LEAD}
    assert circles_of(plc_member) == {workgroup.pathway_id: CircleRole.MEMBER}


def test_circle_is_empty_when_the_plc_is_closed(workgroup: Workgroup, plc_lead: Any, facilitator: Any) -> None:
    services.close_workgroup(workgroup, reason="Sample", actor=facilitator)
    assert circles_of(plc_lead) == {}
    assert plc_lead.has_perm("workgroups.enter", workgroup)
    assert not plc_lead.has_perm("workgroups.take_part", workgroup)
    assert not plc_lead.has_perm("workgroups.lead", workgroup)


@pytest.mark.parametrize("who", ["member", "rival_lead", "csa_reviewer", "newcomer"])
def test_invite_is_for_leads(who: str, request: Any, workgroup: Workgroup, board_president: Any, district: Any) -> None:
    with pytest.raises(PermissionDenied):
        services.invite_person(workgroup, board_president, district, actor=request.getfixturevalue(who))


def test_invite_by_a_lead_of_the_district_counts_at_once(
    workgroup: Workgroup, superintendent: Any, member: Any, district: Any
) -> None:
    services.invite_person(workgroup, member, district, actor=superintendent)
    assert may_enter(member, workgroup)
    assert OutgoingMail.objects.filter(to=member.email, subject__startswith="You are in the PLC").count() == 1


def test_invite_lets_in_who_had_asked(workgroup: Workgroup, plc_lead: Any, member: Any, district: Any) -> None:
    asked = services.join_workgroup(workgroup, district, note="", actor=member)
    assert services.invite_person(workgroup, member, district, actor=plc_lead) == asked
    assert may_enter(member, workgroup)


def test_decide_on_oneself_is_refused(workgroup: Workgroup, superintendent: Any, district: Any) -> None:
    asked = Place.objects.create(workgroup=workgroup, district=district, user=superintendent)
    with pytest.raises(PermissionDenied):
        services.admit_place(asked, actor=superintendent)


@pytest.mark.parametrize("who", ["rival_lead", "csa_reviewer", "newcomer", "board_president"])
def test_end_of_a_place_is_for_leads_and_oneself(who: str, request: Any, place: Place, workgroup: Workgroup) -> None:
    actor = request.getfixturevalue(who)
    if who == "board_president":
        services.end_place(place, reason="Sample", actor=actor)
        assert not may_enter(place.user, workgroup)
    else:
        with pytest.raises(PermissionDenied):
            services.end_place(place, reason="Sample", actor=actor)


def test_end_by_oneself_mails_nobody(place: Place, workgroup: Workgroup, member: Any) -> None:
    services.end_place(place, reason="", actor=member)
    assert not may_enter(member, workgroup)
    assert not OutgoingMail.objects.exists()


def test_lead_is_named_by_a_lead_and_not_by_a_member(place: Place, plc_lead: Any, plc_member: Any) -> None:
    with pytest.raises(PermissionDenied):
        services.name_lead(place, leads=True, actor=plc_member)
    services.name_lead(place, leads=True, actor=plc_lead)
    assert place.user.has_perm("workgroups.lead", place.workgroup)
    services.name_lead(place, leads=False, actor=plc_lead)
    assert not place.user.has_perm("workgroups.lead", place.workgroup)


def test_lead_is_not_named_among_those_who_left(place: Place, member: Any, facilitator: Any) -> None:
    services.end_place(place, reason="", actor=member)
    with pytest.raises(NotAllowed, match="in the PLC"):
        services.name_lead(place, leads=True, actor=facilitator)
