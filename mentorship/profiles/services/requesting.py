"""A district says what it needs a mentor for, changes it, takes it back."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from mentorship.profiles.models import Offer, Request, Wish
from mentorship.profiles.services.asking import demand_lead, demand_version
from mentorship.profiles.states import FINISH, OPEN_AGAIN, TAKE_UP, WITHDRAW, RequestState
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import District

HAS_A_MENTOR = "Your district has a mentor. A new request can be written once that has ended."


@transaction.atomic
def write_request(district: District, *, wishes: Sequence[Offer], version: int, actor: Any, **facts: Any) -> Request:
    """Ask for a mentor, or change what was asked. One that was taken back is open again."""
    demand_lead(actor, district)
    District.objects.select_for_update().get(pk=district.pk)
    request = Request.objects.filter(district=district).first() or Request(district=district, version=0)
    demand_version(request, version)
    if request.state == RequestState.MATCHED:
        raise NotAllowed(HAS_A_MENTOR)
    if any(offer.district_id == district.pk for offer in wishes):
        raise NotAllowed("A district cannot mentor itself.")
    for name, value in facts.items():
        setattr(request, name, value)
    request.version, request.written_by, request.written_at = version + 1, actor, timezone.now()
    request.save()
    request.wishes.all().delete()
    Wish.objects.bulk_create(Wish(request=request, offer=offer, position=at) for at, offer in enumerate(wishes, 1))
    audit.record(request, "profiles.write_request", actor=actor, needs=request.needs, wishes=len(wishes))
    if request.state == RequestState.WITHDRAWN:
        open_again(request, actor=actor)
    return request


@transaction.atomic
def withdraw_request(request: Request, *, reason: str, actor: Any) -> Request:
    """Take it back; what was written stays, so that it can be opened again."""
    demand_lead(actor, request)
    advance(request, WITHDRAW, actor=actor, reason=reason)
    request.why_withdrawn = reason
    request.save(update_fields=["why_withdrawn"])
    return request


@transaction.atomic
def open_again(request: Request, *, keeps_place: bool = False, actor: Any) -> Request:
    """It waits for a mentor again: at the end of the line, or where it stood, when the pair came to nothing."""
    advance(request, OPEN_AGAIN, actor=actor)
    request.why_withdrawn = ""
    request.opened_at = request.opened_at if keeps_place else timezone.now()
    request.save(update_fields=["opened_at", "why_withdrawn"])
    return request


def take_up(request: Request, *, actor: Any) -> Request:
    """It has a mentor: a matching was released."""
    advance(request, TAKE_UP, actor=actor)
    return request


def finish_request(request: Request, *, actor: Any) -> Request:
    """Its mentorship has ended, and no other mentor is wanted."""
    advance(request, FINISH, actor=actor)
    return request
