"""What the world of permissions holds of initiatives: one under way with a diagram and two cycles, two others."""

from typing import Any

from plcs.initiatives import services
from plcs.workgroups.models import Workgroup
from tests.factories.initiatives import begun, concluded, idea_of, running


def make_initiatives(world: Any) -> None:
    """In the PLC `plc`, by the lead for the district; every text is private to the PLC and the district."""
    plc, lead = Workgroup.objects.get(pathway__slug=world.facts["plc"]), world.people["lead"]
    initiative = begun(plc, actor=lead, title=world.canary("initiative"), aim=world.canary("aim"))
    idea = idea_of(initiative, actor=lead, words=world.canary("idea"))
    bare = services.add_driver(initiative, words=world.canary("driver"), actor=lead)
    untried = services.add_idea(idea.driver, words="Sample", actor=lead)
    words = {"happened": world.canary("happened"), "learned": world.canary("learned")}
    studied = concluded(idea, actor=lead, **words, next_step=world.canary("next_step"))
    plan = {"question": world.canary("cycle"), "prediction": world.canary("prediction"), "plan": world.canary("plan")}
    tried = running(idea, actor=lead, **plan)
    ended, quiet = (begun(plc, actor=lead, title=title) for title in ("Sample ended", "Sample quiet"))
    services.move_initiative(ended, verb="finish", outcome=world.canary("initiative_outcome"), actor=lead)
    world.facts |= {"initiative": initiative.reference, "ended_initiative": ended.reference}
    world.facts |= {"quiet_initiative": quiet.reference, "driver": idea.driver_id, "bare_driver": bare.pk}
    world.facts |= {"idea": idea.pk, "untried_idea": untried.pk}
    world.facts |= {"running_cycle": tried.reference, "studied_cycle": studied.reference}
