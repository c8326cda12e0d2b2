"""Workgroups with seated districts and people in them, for tests; made by services, as people would."""

from typing import Any

from plcs.workgroups import services
from plcs.workgroups.models import Place, Workgroup
from portal.districts.models import District, Membership
from portal.network.models import NetworkMembership
from portal.network.services import add_pathway
from tests.factories.network import NetworkMembershipFactory, PathwayFactory


def seated(workgroup: Workgroup, district: District) -> District:
    """Give a district a seat, and make it a member of the network first where it is none."""
    if not NetworkMembership.objects.current().filter(district=district).exists():
        NetworkMembershipFactory(district=district)
    add_pathway(district, workgroup.pathway, actor=None)
    return district


def workgroup_of(*districts: District, **facts: Any) -> Workgroup:
    """A PLC at work in which these districts have seats."""
    workgroup = services.begin_workgroup(PathwayFactory(), actor=None)
    for name, value in facts.items():
        setattr(workgroup, name, value)
    workgroup.save()
    for district in districts:
        seated(workgroup, district)
    return workgroup


def placed(workgroup: Workgroup, person: Any, *, is_lead: bool = False) -> Place:
    """A person's place, for the first district in which the person holds an office."""
    held = Membership.objects.active().filter(user=person).order_by("pk").first()
    assert held is not None, "A place is for somebody who holds an office in a district."
    return Place.objects.create(
        workgroup=workgroup, district=held.district, user=person, state="active", is_lead=is_lead
    )
