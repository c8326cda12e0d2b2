"""Seats of districts: asked for, granted, declined, given up."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from plcs.workgroups import notifications
from plcs.workgroups.models import SeatRequest, Workgroup
from plcs.workgroups.states import DECLINE_SEAT, GRANT_SEAT, WITHDRAW_SEAT
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import LEADING_OFFICES, District
from portal.districts.policies import holds_office
from portal.network.models import NetworkMembership
from portal.network.services import add_pathway, drop_pathway


@transaction.atomic
def ask_seat(workgroup: Workgroup, district: District, *, why: str, actor: Any) -> SeatRequest:
    """A member district asks for a seat. NotAllowed where it has one, has asked, or is no member now."""
    if not actor.has_perm("workgroups.ask_seat", workgroup) or not holds_office(actor, district, *LEADING_OFFICES):
        raise PermissionDenied
    if workgroup.seated().filter(pk=district.pk).exists():
        raise NotAllowed(f"{district} has a seat in this PLC.")
    if not NetworkMembership.objects.current().filter(district=district).exists():
        raise NotAllowed(f"{district} is not a member of the network. Seats are for member districts: apply first.")
    try:
        with transaction.atomic():
            request = SeatRequest.objects.create(workgroup=workgroup, district=district, why=why, asked_by=actor)
    except IntegrityError:
        raise NotAllowed(f"{district} has asked already. The department answers.") from None
    audit.record(request, "workgroups.ask_seat", actor=actor, district=district.pk)
    return request


@transaction.atomic
def grant_seat(request: SeatRequest, *, actor: Any) -> SeatRequest:
    """The district has a seat from now on; its leads name who takes part."""
    if not actor.has_perm("workgroups.decide_seat", request):
        raise PermissionDenied
    advance(request, GRANT_SEAT, actor=actor, district=request.district_id)
    add_pathway(request.district, request.workgroup.pathway, actor=actor)
    notifications.seat_granted(request)
    return request


@transaction.atomic
def decline_seat(request: SeatRequest, *, answer: str, actor: Any) -> SeatRequest:
    """No seat, with the reason."""
    if not actor.has_perm("workgroups.decide_seat", request):
        raise PermissionDenied
    advance(request, DECLINE_SEAT, actor=actor, answer=answer)
    request.answer = answer
    request.save(update_fields=["answer"])
    notifications.seat_declined(request)
    return request


@transaction.atomic
def withdraw_seat(request: SeatRequest, *, actor: Any) -> SeatRequest:
    """The district asks no longer."""
    if not actor.has_perm("workgroups.withdraw_seat", request):
        raise PermissionDenied
    advance(request, WITHDRAW_SEAT, actor=actor)
    return request


@transaction.atomic
def leave_seat(workgroup: Workgroup, district: District, *, reason: str, actor: Any) -> None:
    """The district gives up its seat; its people are out of the PLC at once. What they wrote stays."""
    if not holds_office(actor, district, *LEADING_OFFICES) or not workgroup.seated().filter(pk=district.pk).exists():
        raise PermissionDenied
    drop_pathway(district, workgroup.pathway, actor=actor)
    workgroup.lead_districts.remove(district)
    audit.record(workgroup, "workgroups.leave_seat", actor=actor, district=district.pk, reason=reason)
    notifications.seat_left(workgroup, district, reason=reason)
