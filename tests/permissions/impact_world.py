"""What the world of permissions holds of recommendations to change the standards, in every state."""

from typing import Any

from tests.factories.impact import adopted, begun, put_forward
from tests.factories.waivers import standard_of


def make_impact(world: Any) -> None:
    """A draft of the facilitator, one of a member, one that a member put forward, one that was adopted."""
    facilitator, member = world.people["facilitator"], world.people["csa_reviewer"]
    numbers = ("41", "42", "43", "44", "45")
    first, second, third, fourth, fifth = (standard_of(each, actor=facilitator).standard for each in numbers)
    made = {
        "impact_draft": begun(first, actor=facilitator, reasons=world.canary("impact_draft")),
        "impact_of_member": begun(second, actor=member, reasons=world.canary("impact_of_member")),
        "impact_public": put_forward(third, actor=member),
        "impact_adopted": adopted(fourth, actor=member, by=facilitator),
    }
    world.facts |= {name: each.reference for name, each in made.items()}
    world.facts["impact_number"] = fifth.number
