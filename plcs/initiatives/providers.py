"""What initiatives add to the page of a PLC, to start pages, and to the ledger."""

from collections.abc import Collection, Iterator
from typing import Any

from django.utils import timezone

from plcs.initiatives import queries
from plcs.initiatives.models import Cycle
from plcs.initiatives.states import CycleState, InitiativeState
from plcs.workgroups.models import Workgroup
from plcs.workgroups.providers import Section
from plcs.workgroups.queries import open_plcs
from portal.core.dates import last_moment, school_year, school_year_bounds
from portal.participation.duties import Duty, Fact
from portal.ui.providers import Waiting

SHOWN = 5


def under_way(workgroup: Workgroup, user: Any) -> dict[str, Any]:
    """What is tried in the PLC now."""
    found = queries.initiatives(workgroup, state=InitiativeState.ACTIVE)
    may_begin = user.has_perm("initiatives.begin", workgroup)
    return {"initiatives": list(found[:SHOWN]), "may_begin": may_begin}


SECTION = Section("initiatives", "What is tried", "initiatives/under_way.html", under_way, 38)


def waiting(user: Any) -> Iterator[Waiting]:
    """The person's cycles: to begin, and to study once their time is over."""
    plcs, today = open_plcs(user), timezone.localdate()
    if not plcs:
        return
    own = Cycle.objects.open().filter(owner=user, idea__driver__initiative__workgroup__in=plcs)
    for cycle in own.select_related("idea__driver__initiative__workgroup__pathway").order_by("ends_on", "pk")[:50]:
        is_planned = cycle.state == CycleState.PLANNED
        due = cycle.begins_on if is_planned else cycle.ends_on
        verb = "Begin" if is_planned else "Study" if cycle.ends_on <= today else "Being tried:"
        yield Waiting(
            words=f"{verb} cycle {cycle.number}: {cycle.idea}",
            url=cycle.get_absolute_url(),
            note=f"“{cycle.initiative}”, PLC {cycle.workgroup}.",
            due=last_moment(due),
            state=cycle.state,
            state_words=cycle.get_state_display().lower(),
        )


def initiative_facts(leaids: Collection[str], years: Collection[int]) -> Iterator[Fact]:
    """For the ledger: an initiative counts in each school year in which one of its cycles was begun. One query.

    An aim on paper is no initiative yet; a cycle that was dropped is none either.
    """
    if not leaids or not years:
        return
    span = (school_year_bounds(min(years))[0], school_year_bounds(max(years))[1])
    way = "idea__driver__initiative"
    begun = Cycle.objects.filter(**{f"{way}__district__in": leaids}, run_on__range=span)
    begun = begun.exclude(state=CycleState.DROPPED).select_related(f"{way}__workgroup__pathway")
    told: set[tuple[int, int]] = set()
    for cycle in begun.order_by("run_on", "pk"):
        initiative, on = cycle.initiative, cycle.run_on or timezone.localdate()
        year = school_year(on)
        if year in years and (initiative.pk, year) not in told:
            told.add((initiative.pk, year))
            key, url = f"initiative-{initiative.pk}", initiative.get_absolute_url()
            yield Fact(initiative.district_id, year, Duty.INITIATIVES, key, initiative.title, on, url)
