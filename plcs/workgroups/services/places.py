"""Places of people: they join, ask, are invited, lead, and leave."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from plcs.workgroups import notifications
from plcs.workgroups.models import Access, Place, Workgroup
from plcs.workgroups.states import ADMIT, DECLINE, END, PlaceState
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance
from portal.districts.models import LEADING_OFFICES, District, Membership
from portal.districts.policies import holds_office

TWICE = "has a place in this PLC already, or has asked for one."


@transaction.atomic
def join_workgroup(workgroup: Workgroup, district: District, *, note: str, actor: Any) -> Place:
    """Take a place for one's district: at once in an open PLC and for those who lead the district, else on request."""
    if not actor.has_perm("workgroups.join", workgroup):
        raise PermissionDenied
    at_once = workgroup.access == Access.OPEN or holds_office(actor, district, *LEADING_OFFICES)
    if workgroup.access == Access.SECRET and not at_once:
        raise PermissionDenied
    state = PlaceState.ACTIVE if at_once else PlaceState.ASKED
    place = _take(workgroup, district, actor, state=state, note=note)
    audit.record(place, "workgroups.join", actor=actor, after=place.state)
    if not at_once:
        notifications.place_asked(place)
    return place


@transaction.atomic
def invite_person(workgroup: Workgroup, person: Any, district: District, *, actor: Any) -> Place:
    """Give somebody of a seated district a place; who had asked is let in.

    The leads of the PLC and MDE may for each seated district, the leads of a district for their own.
    """
    if not _may_invite(workgroup, district, actor):
        raise PermissionDenied
    asked = Place.objects.filter(workgroup=workgroup, user=person, state=PlaceState.ASKED).first()
    if asked is not None:
        return admit_place(asked, actor=actor)
    place = _take(workgroup, district, person, state=PlaceState.ACTIVE, note="")
    audit.record(place, "workgroups.invite", actor=actor)
    notifications.place_given(place, by=actor)
    return place


def _may_invite(workgroup: Workgroup, district: District, actor: Any) -> bool:
    """Whether the person may give places of this district in this PLC."""
    own = holds_office(actor, district, *LEADING_OFFICES) and workgroup.is_open
    return own or actor.has_perm("workgroups.lead", workgroup)


def _take(workgroup: Workgroup, district: District, person: Any, *, state: str, note: str) -> Place:
    if not workgroup.seated().filter(pk=district.pk).exists():
        raise NotAllowed(f"{district} has no seat in this PLC.")
    if not Membership.objects.active().filter(user=person, district=district).exists():
        raise NotAllowed(f"{person.name} holds no office in {district} now.")
    _end_what_lapsed(workgroup, person)
    try:
        with transaction.atomic():
            facts = {"workgroup": workgroup, "district": district, "user": person}
            return Place.objects.create(**facts, state=state, note=note)
    except IntegrityError:
        raise NotAllowed(f"{person.name} {TWICE}") from None


def _end_what_lapsed(workgroup: Workgroup, person: Any) -> None:
    """A place that is held in name only, since the office or the seat is gone, stands in nobody's way."""
    held = Place.objects.filter(workgroup=workgroup, user=person, state=PlaceState.ACTIVE)
    for place in held.exclude(pk__in=Place.objects.in_force().values("pk")):
        _end(place, reason="The office or the seat it rested on had ended.", actor=None)


@transaction.atomic
def admit_place(place: Place, *, actor: Any) -> Place:
    """Let somebody in who asked."""
    if not actor.has_perm("workgroups.decide_place", place):
        raise PermissionDenied
    advance(place, ADMIT, actor=actor)
    place.since = timezone.now()
    place.save(update_fields=["since"])
    notifications.place_given(place, by=actor)
    return place


@transaction.atomic
def decline_place(place: Place, *, reason: str, actor: Any) -> Place:
    """Not now, with the reason."""
    if not actor.has_perm("workgroups.decide_place", place):
        raise PermissionDenied
    advance(place, DECLINE, actor=actor, reason=reason)
    place.reason, place.ended_at = reason, timezone.now()
    place.save(update_fields=["reason", "ended_at"])
    notifications.place_declined(place)
    return place


@transaction.atomic
def end_place(place: Place, *, reason: str, actor: Any) -> Place:
    """The person leaves, or is taken out by a lead of the PLC or of the district; it counts at once."""
    if not actor.has_perm("workgroups.end_place", place):
        raise PermissionDenied
    _end(place, reason=reason, actor=actor)
    if place.user_id != actor.pk:
        notifications.place_ended(place)
    return place


def _end(place: Place, *, reason: str, actor: Any) -> None:
    advance(place, END, actor=actor, reason=reason)
    place.reason, place.ended_at, place.is_lead = reason, timezone.now(), False
    place.save(update_fields=["reason", "ended_at", "is_lead"])


@transaction.atomic
def name_lead(place: Place, *, leads: bool, actor: Any) -> Place:
    """Make a person of the PLC one of its leads, or take that back."""
    if not actor.has_perm("workgroups.name_lead", place):
        raise PermissionDenied
    fresh = Place.objects.select_for_update().get(pk=place.pk)
    if fresh.state != PlaceState.ACTIVE:
        raise NotAllowed("Only somebody who is in the PLC can lead it.")
    if fresh.is_lead != leads:
        fresh.is_lead = place.is_lead = leads
        fresh.save(update_fields=["is_lead"])
        audit.record(fresh, "workgroups.name_lead" if leads else "workgroups.end_lead", actor=actor)
        if leads:
            notifications.lead_named(fresh)
    return fresh
