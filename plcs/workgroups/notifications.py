"""What is told about workgroups, one function for each fact. All of it is essential but the seat that was left."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from plcs.workgroups.links import stop_token
from plcs.workgroups.models import Awaited, Place, SeatRequest, Workgroup
from portal.accounts.models import StateRole, User
from portal.core import mail
from portal.districts.models import LEADING_OFFICES, District, Invitation, Membership

FOLDER = "workgroups/mail"


def people_of(workgroup: Workgroup) -> list[Any]:
    """Everybody with a place in force, each once."""
    return [place.user for place in workgroup.places.in_force().select_related("user")]


def leads_of(workgroup: Workgroup) -> list[Any]:
    """The leads of the PLC; where it has none, MDE's facilitators."""
    leads = [place.user for place in workgroup.places.in_force().filter(is_lead=True).select_related("user")]
    return leads or list(User.objects.holding(StateRole.FACILITATOR))


def district_leads(district: District) -> list[Any]:
    """Who leads a district now."""
    return Membership.objects.filter(district=district).in_office(*LEADING_OFFICES).people()


def place_asked(place: Place) -> None:
    """To whoever can let the person in: the leads of the PLC and of the district."""
    people = {person.pk: person for person in [*leads_of(place.workgroup), *district_leads(place.district)]}
    people.pop(place.user_id, None)
    mail.post(f"{FOLDER}/place_asked.txt", to=people.values(), key=f"place-asked-{place.pk}", place=place)


def place_given(place: Place, *, by: Any) -> None:
    """To the person: they are in."""
    key = f"place-given-{place.pk}"
    mail.post(f"{FOLDER}/place_given.txt", to=[place.user], key=key, place=place, by=by)


def place_declined(place: Place) -> None:
    """To the person: why not."""
    mail.post(f"{FOLDER}/place_declined.txt", to=[place.user], key=f"place-declined-{place.pk}", place=place)


def place_ended(place: Place) -> None:
    """To the person who was taken out: by whom is in the record, the reason is here."""
    mail.post(f"{FOLDER}/place_ended.txt", to=[place.user], key=f"place-ended-{place.pk}", place=place)


def lead_named(place: Place) -> None:
    """To the person: they lead the PLC, and what that means."""
    key = f"lead-named-{place.pk}-{place.since:%Y%m%d%H%M%S}"
    mail.post(f"{FOLDER}/lead_named.txt", to=[place.user], key=key, place=place)


def seat_granted(request: SeatRequest) -> None:
    """To the leads of the district: who will take part?"""
    mail.post(
        f"{FOLDER}/seat_granted.txt",
        to=district_leads(request.district),
        key=f"seat-granted-{request.pk}",
        request=request,
    )


def seat_declined(request: SeatRequest) -> None:
    """To the leads of the district: why not."""
    mail.post(
        f"{FOLDER}/seat_declined.txt",
        to=district_leads(request.district),
        key=f"seat-declined-{request.pk}",
        request=request,
    )


def seat_left(workgroup: Workgroup, district: District, *, reason: str) -> None:
    """To the leads of the PLC: a district gave up its seat."""
    key = f"seat-left-{workgroup.pk}-{district.pk}-{reason[:40]}"
    facts: dict[str, Any] = {"workgroup": workgroup, "district": district, "reason": reason}
    mail.post(f"{FOLDER}/seat_left.txt", to=leads_of(workgroup), key=key, **facts)


def workgroup_closed(workgroup: Workgroup, *, reason: str) -> None:
    """To its people: it is closed, and what they may still read."""
    key = f"workgroup-closed-{workgroup.pk}-{reason[:60]}"
    mail.post(f"{FOLDER}/closed.txt", to=people_of(workgroup), key=key, workgroup=workgroup, reason=reason)


def tidings_told(awaited: Awaited, parts: Iterable[Any], *, invitation: Invitation, token: str, week: date) -> None:
    """To an invited address, once a week: what is coming in the PLC, and how to come in.

    It is secret, since its link accepts an invitation; the outbox asks once more whether it may leave.
    """
    facts: dict[str, Any] = {"awaited": awaited, "parts": parts, "invitation": invitation, "token": token}
    key = f"tidings-{awaited.pk}-{week:%Y-%m-%d}"
    facts["stop"] = stop_token(awaited.pk)
    mail.post(f"{FOLDER}/tidings.txt", to=[awaited.email], key=key, about=awaited, is_secret=True, **facts)
