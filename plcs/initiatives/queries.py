"""Reads about initiatives, each with the same number of queries for any number of rows."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Max, Q, QuerySet

from plcs.initiatives.models import Cycle, Driver, Idea, Initiative
from plcs.initiatives.states import CycleState
from plcs.workgroups.models import Workgroup
from portal.districts.models import District
from portal.measures.queries import Measured, with_charts

STATES_OF_IDEAS = {"adopt": "adopted", "adapt": "adapted", "expand": "expanded", "abandon": "abandoned"}


@dataclass
class TestedIdea:
    """A change idea with its cycles, and what is known of it."""

    idea: Idea
    cycles: list[Cycle] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Where the idea stands, as its latest cycle says."""
        live = [cycle for cycle in self.cycles if cycle.state != CycleState.DROPPED]
        if not live:
            return "not tried yet"
        last = live[-1]
        if last.state == CycleState.CONCLUDED:
            return STATES_OF_IDEAS[last.act]
        return "being tried" if last.state == CycleState.RUNNING else "planned"


@dataclass
class DrawnDriver:
    """A driver of the diagram: what acts on it."""

    driver: Driver
    ideas: list[TestedIdea] = field(default_factory=list)
    children: list["DrawnDriver"] = field(default_factory=list)


def diagram(initiative: Initiative) -> list[DrawnDriver]:
    """The driver diagram from the primary drivers on, in three queries."""
    cycles: dict[int, list[Cycle]] = defaultdict(list)
    for cycle in Cycle.objects.filter(idea__driver__initiative=initiative).select_related("owner"):
        cycles[cycle.idea_id].append(cycle)
    drawn: dict[int, DrawnDriver] = {driver.pk: DrawnDriver(driver) for driver in initiative.drivers.all()}
    for idea in Idea.objects.filter(driver__initiative=initiative):
        drawn[idea.driver_id].ideas.append(TestedIdea(idea, cycles[idea.pk]))
    for each in drawn.values():
        if each.driver.parent_id is not None:
            drawn[each.driver.parent_id].children.append(each)
    return [each for each in drawn.values() if each.driver.parent_id is None]


def initiatives(workgroup: Workgroup, *, state: str = "", district: District | None = None) -> QuerySet[Initiative]:
    """The initiatives of a PLC with how many cycles were begun and studied, those under way first."""
    found = Initiative.objects.filter(workgroup=workgroup).select_related("workgroup__pathway", "district")
    if state:
        found = found.filter(state=state)
    if district is not None:
        found = found.filter(district=district)
    way = "drivers__ideas__cycles"
    studied = Q(**{f"{way}__state": CycleState.CONCLUDED})
    found = found.annotate(
        cycles=Count(way, filter=Q(**{f"{way}__run_on__isnull": False}), distinct=True),
        studied=Count(way, filter=studied, distinct=True),
        last_on=Max(f"{way}__concluded_on", filter=studied),
    )
    return found.order_by("state", "-begun_at", "-pk")


def measured(initiative: Initiative) -> list[Measured]:
    """Its measures with their run charts, in two queries."""
    return with_charts(list(initiative.measures.select_related("pathway")))


def text_of(cycle: Cycle) -> str:
    """A cycle in plain text, step by step."""
    parts = (
        ("Question", cycle.question),
        ("Prediction", cycle.prediction),
        ("Plan", cycle.plan),
        ("Do", cycle.happened),
        ("Study", cycle.learned),
        ("Act", f"{cycle.get_act_display()}\n{cycle.next_step}".strip() if cycle.act else ""),
    )
    return "\n\n".join(f"{name}: {words}" for name, words in parts if words)


def cycles(initiative: Initiative) -> QuerySet[Cycle]:
    """All its cycles with their ideas, in order."""
    found = Cycle.objects.filter(idea__driver__initiative=initiative).select_related("idea")
    return found.order_by("idea", "number")


def others_of(cycle: Cycle) -> QuerySet[Cycle]:
    """The other cycles of the same idea."""
    way = "idea__driver__initiative__workgroup__pathway"
    return Cycle.objects.filter(idea=cycle.idea_id).exclude(pk=cycle.pk).select_related(way)


def next_step_of(idea: Idea) -> str:
    """What the latest studied cycle of an idea said was next; empty where there is none."""
    last = idea.cycles.filter(state=CycleState.CONCLUDED).order_by("-number").first()
    return last.next_step if last else ""
