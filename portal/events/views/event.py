"""One event."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.core.policies import public
from portal.districts.models import District
from portal.districts.policies import offices_of
from portal.events import queries
from portal.events.forms import AnswerForm
from portal.events.models import Attendance, Event, Registration, TeamSeat
from portal.events.policies import may_bring_team
from portal.events.states import TAKING
from portal.events.views.finding import event_for


@require_safe
@public
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """When, where, for whom; the reader's own answer and what they can do next."""
    found = event_for(request, slug)
    return render(request, "events/event.html", page_of(request, found, None))


def page_of(request: HttpRequest, event: Event, form: AnswerForm | None) -> dict[str, Any]:
    """What the page of an event shows to this reader."""
    user, own = request.user, queries.own_answer(event, request.user)
    is_open = event.is_published and not event.has_begun
    left, waiting = queries.places_left(event), event.registrations.waiting().count()
    has_place = own is not None and own.state in TAKING
    first = {"reply": own.reply, "reason": own.reason} if own else {}
    return {
        "event": event,
        "own": own,
        "ahead": event.registrations.waiting().filter(position__lt=own.position or 0).count() if own else 0,
        "seat": seat_of(event, user) if event.is_for_teams and is_open else None,
        "teams": teams_of(event, user) if event.is_for_teams else [],
        "is_open": is_open,
        "form": form or (AnswerForm(initial=first) if is_open and user.is_authenticated else None),
        "left": left,
        "waiting": waiting,
        "is_full": not has_place and bool(left == 0 or waiting),
        "may_run": user.has_perm("events.run", event),
        "may_join": user.has_perm("events.join", event),
        "materials": list(event.materials.select_related("file")),
        "attendance": attendance_of(event, user),
        "takes_check_ins": event.takes_check_ins(timezone.now()) and user.is_authenticated,
        "may_say": user.has_perm("events.say", event),
        "has_errors": form is not None,
    }


def attendance_of(event: Event, user: Any) -> Attendance | None:
    """Whether the reader is on record as having been there."""
    return event.attendances.filter(user=user.pk).first() if user.is_authenticated else None


def seat_of(event: Event, user: Any) -> TeamSeat | None:
    """The reader's seat in a district's team."""
    return TeamSeat.objects.filter(registration__event=event, user=user.pk).first() if user.is_authenticated else None


def teams_of(event: Event, user: Any) -> list[dict[str, Any]]:
    """The reader's districts with their teams, and whether the reader may register them."""
    districts = District.objects.filter(pk__in=offices_of(user))
    found = event.registrations.filter(is_team=True, district__in=districts).prefetch_related("seats")
    teams = {each.district_id: each for each in found}
    return [
        {
            "district": each,
            "team": teams.get(each.pk),
            "seats": in_order(event, teams.get(each.pk)),
            "may_bring": may_bring_team(user, each),
        }
        for each in districts
    ]


def in_order(event: Event, team: Registration | None) -> list[TeamSeat]:
    """The seats of a team in the order of the event's roles, whoever was named last."""
    seats = [seat for seat in team.seats.all() if seat.role in event.required_roles] if team else []
    return sorted(seats, key=lambda seat: event.required_roles.index(seat.role))
