"""Who may know, plan and run events; who may answer, bring a team, check in, and read what was said."""

from dataclasses import dataclass
from typing import Any

import rules

from portal.accounts.policies import is_mde_staff, is_signed_in
from portal.districts.models import LEADING_OFFICES, District, Office
from portal.districts.policies import holds_office
from portal.events.models import Attendance, Event, Registration
from portal.events.states import PlaceState
from portal.events.vocabulary import Audience, Standing
from portal.network.providers import CircleRole, circles_of

TEAM_OFFICES = (*LEADING_OFFICES, Office.PRINCIPAL)


@rules.predicate
def leads_a_plc(user: Any) -> bool:
    """Leads the PLC of some pathway."""
    return user.is_authenticated and CircleRole.LEAD in circles_of(user).values()


@rules.predicate
def leads_its_plc(user: Any, event: Event) -> bool:
    """Leads the PLC whose own event it is: for its people, and counted for no duty."""
    if not event.pathway_id or not user.is_authenticated or event.audience != Audience.PLC or event.duty:
        return False
    return circles_of(user).get(event.pathway_id) == CircleRole.LEAD


@rules.predicate
def may_know(user: Any, event: Event) -> bool:
    """What `visible_to` says for lists."""
    return Event.objects.visible_to(user).filter(pk=event.pk).exists()


@rules.predicate
def has_a_place(user: Any, event: Event) -> bool:
    """Registered, alone or in a district's team."""
    found = Registration.objects.of_person(user).filter(event=event.pk, state=PlaceState.REGISTERED)
    return user.is_authenticated and found.exists()


def stood(standing: str) -> rules.Predicate:
    """A predicate: the person is on record at the event with this standing."""

    @rules.predicate
    def is_noted(user: Any, event: Event) -> bool:
        return Attendance.objects.filter(event=event.pk, user=user.pk, standing=standing).exists()

    return is_noted


@rules.predicate
def is_over(user: Any, event: Event) -> bool:
    """It was held."""
    return event.is_published and event.is_over


@dataclass(frozen=True)
class Bringing:
    """A district at an event for teams."""

    event: Event
    district: District


def may_bring_team(user: Any, district: District | str) -> bool:
    """Whether the person may register this district's team."""
    return holds_office(user, district, *TEAM_OFFICES)


@rules.predicate
def can_bring(user: Any, bringing: Bringing) -> bool:
    """May register the team of this district."""
    return may_bring_team(user, bringing.district)


rules.add_perm("events.see", may_know)
rules.add_perm("events.plan", is_mde_staff | leads_a_plc)
rules.add_perm("events.run", is_mde_staff | leads_its_plc)
rules.add_perm("events.answer", is_signed_in)
rules.add_perm("events.bring_team", can_bring)
rules.add_perm("events.join", has_a_place | is_mde_staff | leads_its_plc)
rules.add_perm("events.check_in", is_signed_in)
rules.add_perm("events.have_certificate", stood(Standing.PRESENT))
rules.add_perm("events.watch", stood(Standing.EXCUSED))
rules.add_perm("events.say", is_over & stood(Standing.PRESENT))
rules.add_perm("events.keep_calendar", is_signed_in)
