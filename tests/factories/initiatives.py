"""Initiatives with ideas and cycles, for tests; made by services, as people would."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from plcs.initiatives import services
from plcs.initiatives.models import Cycle, Idea, Initiative
from plcs.workgroups.models import Workgroup
from plcs.workgroups.policies import place_of

LEARNED = {
    "happened": "12 of 20 did it.",
    "learned": "More than expected.",
    "act": "adapt",
    "next_step": "Twice a week",
}


def begun(workgroup: Workgroup, *, actor: Any, **facts: Any) -> Initiative:
    """An initiative of the district for which the person is in the PLC."""
    place: Any = place_of(actor, workgroup)
    given = {"title": "Sample talks", "aim": "9 of 10 students have a plan.", "due_on": date(2030, 5, 28), **facts}
    return services.begin_initiative(workgroup, district=place.district, **given, actor=actor)


def idea_of(initiative: Initiative, *, actor: Any, words: str = "A weekly hour") -> Idea:
    """A change idea that acts on a primary driver."""
    driver = services.add_driver(initiative, words="Time for talks", actor=actor)
    return services.add_idea(driver, words=words, actor=actor)


def planned(idea: Idea, *, actor: Any, **facts: Any) -> Cycle:
    """A cycle of two weeks from today."""
    today = timezone.localdate()
    given: dict[str, Any] = {"question": "Is an hour enough?", "prediction": "Half of the class.", "plan": "One class."}
    given |= {"owner": actor, "begins_on": today, "ends_on": today + timedelta(days=14), **facts}
    return services.plan_cycle(idea, **given, actor=actor)


def running(idea: Idea, *, actor: Any, **facts: Any) -> Cycle:
    """A cycle whose trial began today."""
    return services.run_cycle(planned(idea, actor=actor, **facts), actor=actor)


def concluded(idea: Idea, *, actor: Any, **words: Any) -> Cycle:
    """A cycle that was studied today."""
    cycle = running(idea, actor=actor)
    saved = services.write_cycle(cycle, version=cycle.version, **{**LEARNED, **words}, actor=actor)
    assert isinstance(saved, Cycle)
    return services.conclude_cycle(saved, actor=actor)
