"""What of applications waits for a person, and the dates of the next round for the front page."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from applications.intake.models import WRITING_OFFICES, Application, Round
from applications.intake.states import ApplicationState
from portal.ui.providers import Waiting

ON_ME = {
    True: {ApplicationState.SUBMITTED: "Read it and decide.", ApplicationState.IN_REVIEW: "Decide, with reasons."},
    False: {ApplicationState.DRAFT: "A draft; it is not submitted yet."},
}
ON_OTHERS = {ApplicationState.SUBMITTED: "MDE reads it next.", ApplicationState.IN_REVIEW: "MDE is reading it."}


def waiting_applications(user: Any) -> Iterator[Waiting]:
    """Drafts for the district's writers, submitted ones for facilitators; for others, who has them."""
    is_facilitator = "facilitator" in user.state_roles
    writes = set(user.memberships.in_office(*WRITING_OFFICES).values_list("district_id", flat=True))
    states = [ApplicationState.DRAFT, ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW]
    found = Application.objects.visible_to(user).filter(state__in=states).select_related("district", "round")
    for application in found[:200]:
        decides = is_facilitator and application.district_id not in writes
        note = ON_ME[decides].get(ApplicationState(application.state))
        is_mine = bool(note) and (decides or application.district_id in writes)
        yield Waiting(
            words=str(application),
            url=application.get_absolute_url(),
            note=note if is_mine and note else ON_OTHERS.get(ApplicationState(application.state), "A draft."),
            due=application.round.closes_at if application.state == ApplicationState.DRAFT else None,
            state=application.state,
            state_words=application.get_state_display().lower(),
            on_others=not is_mine,
        )


def round_dates() -> list[tuple[str, Any, str]]:
    """The dates of the round that is open or comes next: what, when, and a note. Empty where there is none."""
    call = Round.objects.published().filter(closes_at__gt=timezone.now(), decided_at=None).order_by("closes_at").first()
    if call is None:
        return []
    return [
        ("Applications close", call.closes_at, "time"),
        ("Districts hear", call.decisions_on, ""),
        ("Letters of commitment", call.letters_due_at, "day"),
    ]
