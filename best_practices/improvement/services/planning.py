"""A school writes its plan, submits it, and notes how far its steps are; a coach may send it back."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from best_practices.improvement import notifications
from best_practices.improvement.models import Goal, IdentifiedSchool, Step
from best_practices.improvement.queries import goals_of
from best_practices.improvement.services.identifying import locked
from best_practices.improvement.states import RETURN_PLAN, SUBMIT_PLAN
from best_practices.library.models import Practice, PracticePage
from best_practices.library.record import best_tier
from portal.conflicts.services import check_free
from portal.core import audit
from portal.core.errors import NotAllowed
from portal.core.states import advance

MOST_GOALS, MOST_STEPS = 10, 20
WEAKEST_TIER = 3  # ESSA, section 1003: what its funds pay for rests on evidence of tiers 1 to 3
OVERTAKEN = "Somebody of your district changed this while you wrote. It stands below; save again to put yours in place."
GONE = "Somebody of your district took this out meanwhile. Copy what you wrote, and add it anew."
NO_GOAL = "The plan has no goal yet."
NO_STEP = "Each goal needs a step. This one has none: {goal}"
NO_EVIDENCE = "Funds of section 1003 pay for practices of evidence tiers 1 to 3. Choose one of the library that has it."


@transaction.atomic
def write_goal(
    identified: IdentifiedSchool, goal: Goal | None = None, *, version: int = 0, actor: Any, **facts: Any
) -> Goal:
    """Add a goal, or change it."""
    fresh = locked(identified, "write_plan", actor)
    _check_evidence(**facts)
    if goal is None:
        if fresh.goals.count() >= MOST_GOALS:
            raise NotAllowed(f"A plan has at most {MOST_GOALS} goals.")
        made = Goal.objects.create(identified=fresh, **facts)
    else:
        made = _changed(fresh.goals.filter(pk=goal.pk), version, facts)
    audit.record(fresh, "improvement.write_goal", actor=actor, goal=made.pk, version=made.version)
    return made


def _check_evidence(*, is_federal: bool = False, practice: Practice | None = None, **facts: Any) -> None:
    """What section 1003 pays for has a practice that readers may read, with a study behind it."""
    if not is_federal:
        return
    found = PracticePage.objects.filter(practice__in=Practice.objects.open_to_readers(), practice=practice).first()
    tier = best_tier(found.record) if found else None
    if tier is None or tier > WEAKEST_TIER:
        raise NotAllowed(NO_EVIDENCE)


def _changed(found: QuerySet[Any], version: int, facts: dict[str, Any]) -> Any:
    made = found.first()
    if made is None:
        raise NotAllowed(GONE)
    if made.version != version:
        raise NotAllowed(OVERTAKEN)
    for name, value in {**facts, "version": version + 1}.items():
        setattr(made, name, value)
    made.save()
    return made


@transaction.atomic
def remove_goal(goal: Goal, *, actor: Any) -> None:
    """Take a goal out of the plan, with its steps."""
    fresh = locked(goal.identified, "write_plan", actor)
    steps = list(goal.steps.values_list("words", flat=True))
    if fresh.goals.filter(pk=goal.pk).delete()[0]:
        facts = {"words": goal.words, "need": goal.need, "strategy": goal.strategy, "steps": steps}
        audit.record(fresh, "improvement.remove_goal", actor=actor, **facts)


@transaction.atomic
def write_step(goal: Goal, step: Step | None = None, *, version: int = 0, actor: Any, **facts: Any) -> Step:
    """Add a step to a goal, or change it."""
    fresh = locked(goal.identified, "write_plan", actor)
    if not fresh.goals.filter(pk=goal.pk).exists():
        raise NotAllowed(GONE)
    if step is None:
        if goal.steps.count() >= MOST_STEPS:
            raise NotAllowed(f"A goal has at most {MOST_STEPS} steps.")
        made = Step.objects.create(goal=goal, **facts)
    else:
        made = _changed(goal.steps.filter(pk=step.pk), version, facts)
    audit.record(fresh, "improvement.write_step", actor=actor, step=made.pk, version=made.version)
    return made


@transaction.atomic
def remove_step(step: Step, *, actor: Any) -> None:
    """Take a step out of the plan."""
    fresh = locked(step.goal.identified, "write_plan", actor)
    if step.goal.steps.filter(pk=step.pk).delete()[0]:
        facts = {"words": step.words, "owner": step.owner, "percent": step.percent}
        audit.record(fresh, "improvement.remove_step", actor=actor, **facts)


@transaction.atomic
def submit_plan(identified: IdentifiedSchool, *, actor: Any) -> IdentifiedSchool:
    """The plan stands: goals with steps. From now on the school notes how far they are."""
    fresh = locked(identified, "submit_plan", actor)
    goals = goals_of(fresh)
    if not goals:
        raise NotAllowed(NO_GOAL)
    for goal in goals:
        if not goal.steps.all():
            raise NotAllowed(NO_STEP.format(goal=goal))
        _check_evidence(is_federal=goal.is_federal, practice=goal.practice)
    advance(fresh, SUBMIT_PLAN, actor=actor, goals=len(goals))
    notifications.plan_submitted(fresh)
    return fresh


@transaction.atomic
def return_plan(identified: IdentifiedSchool, *, words: str, actor: Any) -> IdentifiedSchool:
    """The plan goes back, with what is lacking."""
    fresh = locked(identified, "return_plan", actor)
    check_free(actor, fresh.school.district_id)
    advance(fresh, RETURN_PLAN, actor=actor, words=words)
    notifications.plan_returned(fresh, words)
    return fresh


@transaction.atomic
def note_progress(step: Step, *, percent: int, version: int, actor: Any) -> Step:
    """How far a step is."""
    fresh = locked(step.goal.identified, "note_progress", actor)
    made: Step = _changed(step.goal.steps.filter(pk=step.pk), version, {"percent": percent})
    audit.record(fresh, "improvement.note_progress", actor=actor, step=made.pk, percent=percent)
    return made
