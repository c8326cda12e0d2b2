"""What the world of permissions holds of identified schools of the district, in every state."""

from typing import Any

from django.utils import timezone

from best_practices.improvement import services
from best_practices.improvement.models import ArtifactType
from portal.districts.models import District
from tests.factories.accountability import DesignationFactory
from tests.factories.districts import SchoolFactory
from tests.factories.improvement import exited, gathered, given, identified, planned, planned_goal


def make_improvement(world: Any) -> None:
    """A school with an artifact and an excuse, one whose artifacts are complete, one that exited, one not begun."""
    own, coach, lead = District.objects.get(pk="2899001"), world.people["osi_coach"], world.people["lead"]
    first, second, third, fourth, fifth = (SchoolFactory(district=own) for _ in range(5))
    folder, other = ArtifactType.objects.filter(is_required=True)[:2]
    work = identified(first, actor=coach)
    words = {"title": world.canary("artifact_title"), "description": world.canary("artifact_words")}
    artifact = given(work, folder, actor=lead, **words)
    services.excuse_artifact(work, folder=other, reason=world.canary("excuse"), actor=coach)
    done = gathered(second, actor=coach, by=lead)
    services.note_support(done, kind="call", on=timezone.localdate(), words=world.canary("support"), actor=coach)
    asked = services.ask_support(done, words=world.canary("support_asked"), actor=lead)
    left = exited(third, actor=coach, by=lead, reason=world.canary("exit_reason"))
    DesignationFactory(school=fourth, designation="TSI")
    goal = planned_goal(done, actor=lead, need=world.canary("need"), strategy=world.canary("strategy"))
    stands = planned(fifth, actor=coach, by=lead, words=world.canary("goal"))
    world.facts |= {"goal": goal.pk, "step": goal.steps.get().pk, "planned_school": stands.pk}
    world.facts["planned_step"] = stands.goals.get().steps.get().pk
    world.facts |= {"identified": work.pk, "identified_done": done.pk, "identified_left": left.pk}
    world.facts |= {
        "artifact": artifact.pk,
        "folder": folder.pk,
        "excused": other.pk,
        "designated": fourth.pk,
        "support_asked": asked.pk,
    }
