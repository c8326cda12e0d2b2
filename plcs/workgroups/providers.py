"""What other apps add to the page of a workgroup and to the mail to who is awaited, what waits, whom leading binds.

An app of the PLCs adds its parts once, in its `apps.ready()`: `add_section`, `add_tidings`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plcs.workgroups.models import Place, SeatRequest, Workgroup
from plcs.workgroups.queries import held_places, led_districts
from plcs.workgroups.states import PlaceState, SeatRequestState
from portal.conflicts.providers import Tie
from portal.districts.policies import offices_of
from portal.measures.queries import measures_of
from portal.ui.providers import Waiting
from portal.worklist.providers import MDE, Work


@dataclass(frozen=True)
class Section:
    """A section of a workgroup's page, for those who may enter it. `context(workgroup, user)` is read as `section`."""

    name: str
    title: str
    template: str
    context: Callable[[Workgroup, Any], dict[str, Any]]
    position: int = 50


_sections: list[Section] = []


def add_section(section: Section) -> None:
    """Called once by an app in `ready()`."""
    _sections.append(section)


def sections_for(workgroup: Workgroup, user: Any) -> list[dict[str, Any]]:
    """The sections in order, each with what it shows this reader."""
    return [
        {"name": each.name, "title": each.title, "template": each.template, "context": each.context(workgroup, user)}
        for each in sorted(_sections, key=lambda each: each.position)
    ]


@dataclass(frozen=True)
class Tiding:
    """One thing that is coming or was said, in words for who is awaited; `at` is its moment, where it has one."""

    words: str
    is_new: bool
    at: datetime | None = None


@dataclass(frozen=True)
class Tidings:
    """A part of the mail to who is awaited. `tell(workgroup, since)` gives all there is now.

    It marks what is new since then (None: since ever). It may tell nothing that is not for all people of the PLC.
    """

    title: str
    tell: Callable[[Workgroup, datetime | None], list[Tiding]]
    position: int = 50


@dataclass(frozen=True)
class Told:
    """A part of a mail with its lines."""

    title: str
    lines: list[Tiding]

    @property
    def is_new(self) -> bool:
        """Whether a line of it is new."""
        return any(line.is_new for line in self.lines)


_tidings: list[Tidings] = []


def add_tidings(tidings: Tidings) -> None:
    """Called once by an app in `ready()`."""
    _tidings.append(tidings)


def tidings_of(workgroup: Workgroup, since: datetime | None) -> list[Told]:
    """What there is to tell of a PLC, in order, without the parts that have no lines."""
    told = [Told(each.title, each.tell(workgroup, since)) for each in sorted(_tidings, key=lambda each: each.position)]
    return [part for part in told if part.lines]


def measured(workgroup: Workgroup, user: Any) -> dict[str, Any]:
    """The measures of the PLC with their charts."""
    found = measures_of([workgroup.pathway_id])
    return {"measures": found, "may_start": user.has_perm("workgroups.lead", workgroup)}


MEASURES = Section("measures", "Measures", "workgroups/measures.html", measured, position=40)


def waiting_places(user: Any) -> Iterator[Waiting]:
    """People who ask to come in, for the leads of the PLC and of their district; and what oneself has asked for."""
    if not offices_of(user):
        return
    asked = Place.objects.visible_to(user).filter(state=PlaceState.ASKED).exclude(workgroup__state="closed")
    groups = {place.workgroup_id for place in held_places(user) if place.is_lead}
    districts = set(led_districts(user))
    for place in asked.select_related("workgroup__pathway", "user", "district")[:100]:
        is_own = place.user_id == user.pk
        if not is_own and place.workgroup_id not in groups and place.district_id not in districts:
            continue
        yield Waiting(
            words=f"Your place in {place.workgroup}" if is_own else f"{place.user.name} asks to join {place.workgroup}",
            url=place.workgroup.get_absolute_url() + ("" if is_own else "people/"),
            note="The leads have your request." if is_own else f"Of {place.district}.",
            state=place.state,
            state_words=place.get_state_display().lower(),
            on_others=is_own,
        )


def seat_work(user: Any) -> Iterator[Work]:
    """Districts that ask for a seat."""
    asked = SeatRequest.objects.visible_to(user).filter(state=SeatRequestState.REQUESTED)
    for request in asked.select_related("workgroup__pathway", "district"):
        yield Work(
            key=f"seat-{request.pk}",
            kind="Seat in a PLC",
            title=f"{request.district} for {request.workgroup}",
            url=request.workgroup.get_absolute_url(),
            state=request.state,
            state_words=request.get_state_display(),
            since=request.asked_at,
            waits_on=MDE,
            leaid=request.district_id,
        )


def co_lead_ties(people: Collection[int], districts: Collection[str]) -> Iterator[Tie]:
    """Who leads a PLC now does not judge the districts of those who lead it too. One query."""
    leads = Place.objects.in_force().filter(is_lead=True)
    own = leads.filter(user__in=people).values("workgroup")
    together: dict[int, list[Place]] = defaultdict(list)
    for place in leads.filter(workgroup__in=own).select_related("workgroup__pathway").order_by("pk"):
        together[place.workgroup_id].append(place)
    for places in together.values():
        for one in (place for place in places if place.user_id in people):
            for other in (place for place in places if place.district_id in districts):
                if other.user_id != one.user_id and other.district_id != one.district_id:
                    words = f"leads the PLC “{one.workgroup}” with somebody of the district"
                    yield Tie(one.user_id, other.district_id, "co-lead", words)
