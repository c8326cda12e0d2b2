"""What the world of permissions holds of public comments: of every state one, and two groups."""

from typing import Any

from applications.comments import services
from applications.waivers.models import Waiver
from tests.factories.comments import answered, declined, grouped, published, written


def make_comments(world: Any) -> None:
    """On the proposal of the district that is on the docket; what waits and what is not shown are secrets."""
    lead, facilitator = world.people["lead"], world.people["facilitator"]
    waiver = Waiver.objects.get(reference=world.facts["waiver_public"])
    waits = written(waiver, world.canary("comment_waits"), name=world.canary("comment_name"))
    secret = {"name": world.canary("comment_hidden_name"), "email": f"{world.canary('comment_email')}@example.org"}
    hidden = declined(waiver, world.canary("comment_declined"), facilitator=facilitator, **secret)
    shown, later = (published(waiver, facilitator=facilitator) for _ in range(2))
    group = grouped(shown, facilitator=facilitator)
    told = answered(later, title="Meals (sample)", facilitator=facilitator, lead=lead)
    taken = published(waiver, world.canary("comment_taken_down"), facilitator=facilitator)
    services.take_down_comment(taken, reason="insult", actor=facilitator)
    world.facts |= {"comment_waiver": waiver.reference, "comment_waits": waits.number}
    world.facts |= {"comment_shown": shown.number, "comment_shown_pk": shown.pk, "comment_declined": hidden.number}
    world.facts |= {"comment_group": group.pk, "comment_answered_group": told.pk}
