"""A meeting's proposals go to the members for review, before it opens."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.commission.models import Sitting, members
from applications.commission.policies import panel_key
from applications.commission.rubric import VERDICTS, WAIVER_RUBRIC
from applications.commission.services.handing import hand_over
from applications.commission.services.planning import locked
from applications.reviews import services as reviews
from applications.reviews.models import Panel
from applications.reviews.rubric import to_json
from portal.core.dates import last_moment
from portal.core.errors import NotAllowed

IN_TIME = "Reviews are due after today and before the meeting."


@transaction.atomic
def open_review(sitting: Sitting, *, due_on: date, per_subject: int, actor: Any) -> Panel:
    """A panel of all members for what is on the agenda; who is tied to a proposal finds nothing of it there."""
    fresh = locked(sitting, "arrange", actor)
    if not timezone.localdate() < due_on <= timezone.localdate(fresh.starts_at):
        raise NotAllowed(IN_TIME)
    panel = reviews.open_panel(
        panel_key(fresh),
        title=f"Proposals for the {fresh}",
        rubric=to_json(WAIVER_RUBRIC),
        verdicts=VERDICTS,
        due_at=last_moment(due_on),
        per_subject=per_subject,
        actor=actor,
    )
    for person in members():
        reviews.add_member(panel, person, actor=actor)
    for item in fresh.items.filter(removed_at=None).select_related("waiver__district"):
        hand_over(item, panel, actor=actor)
    return panel
